"""The demo's invented articles, people and discussions, as data.

`stories()` holds them in the order of the pages; nobody and nothing in them exists.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Said:
    """A seed comment: how many minutes before the demo begins it was written."""

    name: str
    minutes: int
    text: str
    staff: bool = False
    up: int = 0
    down: int = 0
    replies: "Sequence[Said]" = ()

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Said":
        return cls(**{**kept, "replies": tuple(map(cls.read, kept.get("replies", ())))})


@dataclass(frozen=True)
class Story:
    slug: str
    site: str
    publisher: str
    section: str
    headline: str
    standfirst: str
    author: str
    minutes: int
    art: str
    paragraphs: Sequence[str] = ()
    comments: Sequence[Said] = field(default=())


@cache
def stories() -> tuple[Story, ...]:
    return tuple(read(json.loads(path.read_text("utf-8"))) for path in files())


def files() -> Iterator[Path]:
    yield from sorted(FOLDER.glob("[0-9]*.json"))


def read(kept: dict[str, Any]) -> Story:
    return Story(**{**kept, "comments": tuple(map(Said.read, kept.get("comments", ())))})


def story(slug: str) -> Story | None:
    return next((one for one in stories() if one.slug == slug), None)
