"""What an outside classifier is asked about a comment, and what it may answer.

A comment that it is asked about is held until then. It may let it go, keep it for a moderator, or
put it away; what else speaks against the comment stays to be looked at.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from comments_service.domain import keys

VERDICTS = ("publish", "hold", "reject", "spam")
REASON_CHARACTERS = 2_000
# By this code a comment waits for an answer, and by that one for a moderator who has read it.
ASKED, ANSWERED = "hook", "hook_held"
# How long after each attempt the next one is made; after the last, moderators decide alone.
PAUSES = tuple(
    timedelta(seconds=seconds) for seconds in (10, 60, 300, 1_800, 3_600, 7_200, 21_600, 43_200)
)


@dataclass(frozen=True)
class Saying:
    """An answer. `reason` is for moderators and, where the comment is put away, for its author."""

    verdict: str
    reason: str = ""


def read(given: Any) -> Saying:
    """Read an answer as it came; refuses (`ValueError`) by the field that is wrong."""
    if not isinstance(given, Mapping):
        raise ValueError("must be an object")  # noqa: TRY004  # told as any wrong value is
    verdict, reason = given.get("verdict"), given.get("reason")
    if verdict not in VERDICTS:
        raise ValueError(f"verdict must be one of: {', '.join(VERDICTS)}")
    if reason is not None and not (isinstance(reason, str) and len(reason) <= REASON_CHARACTERS):
        raise ValueError(f"reason must be a string of at most {REASON_CHARACTERS} characters")
    return Saying(verdict, reason or "")


def signing_key(secret: bytes, rule_id: int) -> bytes:
    """Return the key (32 bytes) that signs what a rule's classifier is asked."""
    return keys.derive(secret, f"hook {rule_id}")


def spelt(key: bytes) -> str:
    """Write a key as libraries of Standard Webhooks take it."""
    return f"whsec_{base64.b64encode(key).decode()}"


def pause_after(attempts: int) -> timedelta | None:
    """Say how long to wait after so many attempts; nothing when there were enough."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def left(codes: list[str], verdict: str, *, more: bool) -> list[str]:
    """Return for what a comment still waits after an answer; `more`: others are still asked."""
    rest = [code for code in codes if code != ASKED or more]
    return list(dict.fromkeys([*rest, ANSWERED])) if verdict == "hold" else rest
