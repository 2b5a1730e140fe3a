"""The record of decisions as a chain: each entry holds the digest of the one before it.

What is hashed, and how, is a format for good: every chain that stands was made by it. A field
that is empty is left out, so that one which is added later breaks nothing that is older.
"""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from comments_service.domain.thread import microseconds

BEGINNING = "0" * 64
FIELDS = (
    *("id", "site_id", "number", "comment_id", "comment_version", "article_id", "author_id"),
    *("action", "status_before", "status_after", "ground", "rule", "source", "detected"),
    *("automated", "scope", "ends_at", "redress", "moderator_id", "reverses_id", "created_at"),
    "detail_digest",
)


@dataclass(frozen=True)
class Link:
    """An entry as it is found: its fields, and its words, which may have been emptied."""

    id: int
    number: int
    previous: str
    digest: str
    fields: Mapping[str, Any]
    words: Mapping[str, str] | None
    salt: str | None


@dataclass(frozen=True)
class Flaw:
    """The first entry that is not as it was recorded; `id` is unknown of what is missing."""

    number: int
    id: int | None
    words: str


@dataclass(frozen=True)
class Head:
    """How far a chain has come, kept apart from it: else its end could be cut off unseen."""

    number: int = 0
    digest: str = BEGINNING


def digest(previous: str, fields: Mapping[str, Any]) -> str:
    return sha256(f"{previous}\n{canonical(fields)}".encode()).hexdigest()


def seal(salt: str, words: Mapping[str, str]) -> str:
    """Return the digest of an entry's words.

    It is salted, so that words which were emptied, and their salt with them, cannot be guessed.
    """
    return hmac.new(salt.encode(), canonical(words).encode(), sha256).hexdigest()


def canonical(fields: Mapping[str, Any]) -> str:
    known = {name: plain(value) for name, value in fields.items() if value is not None}
    return json.dumps(known, sort_keys=True, separators=(",", ":"))


def plain(value: Any) -> Any:
    return microseconds(value) if isinstance(value, datetime) else value


class Walk:
    """Follows one site's chain, and says what is wrong with the first entry that does not fit."""

    def __init__(self) -> None:
        self.last: Link | None = None

    @property
    def reached(self) -> Head:
        return Head(self.last.number, self.last.digest) if self.last else Head()

    def step(self, link: Link) -> Flaw | None:
        before, reached = self.last, self.reached
        self.last = link
        if link.number != reached.number + 1:
            return Flaw(reached.number + 1, None, "is missing")
        if digest(link.previous, link.fields) != link.digest:
            return Flaw(link.number, link.id, "was changed")
        if link.previous != reached.digest:
            # This one is whole. So it is the one before that no longer is what it continued.
            return rewritten(before or link)
        return of_words(link)

    def end(self, head: Head) -> Flaw | None:
        reached = self.reached
        if reached.number < head.number:
            return Flaw(reached.number + 1, None, "is missing")
        if self.last and reached != head:
            return rewritten(self.last)
        return None


def rewritten(link: Link) -> Flaw:
    return Flaw(link.number, link.id, "was changed or added later, and given a new digest")


def of_words(link: Link) -> Flaw | None:
    """Compare the words with their digest; emptied, without a salt, they have nothing to show."""
    if link.words is None or link.salt is None:
        return Flaw(link.number, link.id, "has lost its detail")
    if not link.salt and not any(link.words.values()):
        return None
    if seal(link.salt, link.words) != link.fields["detail_digest"]:
        return Flaw(link.number, link.id, "has other words than were recorded")
    return None
