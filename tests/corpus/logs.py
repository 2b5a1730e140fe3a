"""The logs of public chat channels in ../shared, as threads of comments."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

SOURCE = "irc"
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"


@dataclass(frozen=True)
class Message:
    """One line of a log, as it is to stand in the thread."""

    log: str
    number: int
    parent: int | None
    nick: str
    text: str
    created_at: datetime

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def source_id(self) -> str:
        return f"{self.log}/{self.number}"

    def item(self, site: str) -> dict[str, Any]:
        """Write it as an item of a batch."""
        item = {
            "site": site,
            "article": self.log,
            "text": self.text,
            "on_behalf_of": {"subject": subject(self.nick), "name": handle(self.nick)},
            "created_at": self.created_at.isoformat(),
            "source": SOURCE,
            "source_id": self.source_id,
        }
        if self.parent is not None:
            item["parent_source_id"] = f"{self.log}/{self.parent}"
        return item


Log = list[Message]


def read(path: Path) -> list[Log]:
    """Read the logs, each in its own order."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [log(name, same) for name, same in groupby(rows, lambda row: str(row["thread"]))]


def log(name: str, rows: Iterable[dict[str, Any]]) -> Log:
    """Date the lines by the log's name; the clock of a log never goes back.

    A line gives hours and minutes alone: after midnight, and where its clock was set
    back, it takes the time of the line before it.
    """
    found: Log = []
    day = datetime.strptime(name[:10], "%Y-%m-%d").replace(tzinfo=UTC)
    latest = day
    for row in rows:
        hours, minutes = map(int, row["time"].split(":"))
        latest = max(latest, day.replace(hour=hours, minute=minutes))
        place = (name, row["id"], row["parent"])
        found.append(Message(*place, nick=row["author"], text=row["text"], created_at=latest))
    return found


def subject(nick: str) -> str:
    return hashlib.sha256(nick.encode()).hexdigest()[:16]


def handle(nick: str) -> str:
    """Invent a name for somebody who wrote under a real one; always the same."""
    digest = hashlib.sha256(nick.encode()).digest()
    syllables = [
        CONSONANTS[byte % len(CONSONANTS)] + VOWELS[byte % len(VOWELS)] for byte in digest[:6]
    ]
    words = ("".join(syllables[:3]), "".join(syllables[3:]))
    return " ".join(word.capitalize() for word in words)
