"""Records of conversations that never were: the same ones every time, in the same order."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from comments_service.domain import characters
from tests.corpora import CORPORA

SOURCE = "bench"
FIRST_DAY = datetime(2025, 1, 1, tzinfo=UTC)
AUTHORS = 20_000
# Under most articles are two or three comments, under one of ten thousand some thousands.
SHAPE, LONGEST = 1.05, 5_000
# Of ten comments four begin a conversation, and six reply to one of the last eight.
REPLIES, NEAR = 0.6, 8
WORDS = [
    "river",
    "night",
    "town",
    "council",
    "bridge",
    "market",
    "winter",
    "train",
    "harbour",
    "school",
    "story",
    "garden",
    "the",
    "a",
    "of",
    "in",
    "and",
    "was",
    "is",
    "not",
    "we",
    "they",
    "it",
    "again",
    "before",
    "after",
    "because",
    "nobody",
    "everybody",
]

Record = dict[str, Any]


@lru_cache(maxsize=1)
def texts() -> Sequence[str]:
    """Return what people have really written; where ../shared is not there, invented words."""
    file = CORPORA / "threads" / "irc_disentangled.jsonl"
    if file.exists():
        with file.open(encoding="utf-8") as lines:
            found = [json.loads(line)["text"] for line in lines]
        return [text for text in found if characters.visible(characters.normalise(text))]
    dice = random.Random(1)
    return [" ".join(dice.choices(WORDS, k=dice.randint(2, 24))) for _ in range(10_000)]


def ordinary(comments: int) -> Iterator[Record]:
    """Talk under one article after the other; the first so many of an endless row."""
    dice = random.Random(2)
    number = left = 0
    talk = Talk("", dice)
    for _ in range(comments):
        if not left:
            number, left = number + 1, min(int(dice.paretovariate(SHAPE)) + 1, LONGEST)
            talk = Talk(article(number), dice)
        left -= 1
        yield talk.go_on()


def article(number: object) -> str:
    return f"https://news.example.org/{number}"


@dataclass
class Talk:
    """What is said under one article, a minute or so after the other."""

    article: str
    dice: random.Random
    said: int = 0
    seconds: float = 0.0

    def go_on(self) -> Record:
        dice, answered = self.dice, None
        if self.said and dice.random() < REPLIES:
            answered = self.said - 1 - dice.randrange(min(self.said, NEAR))
        self.seconds += dice.expovariate(1 / 60)
        said = record(self.article, self.said, self.seconds, dice, answered)
        self.said += 1
        return said


def flat(key: str, comments: int) -> Iterator[Record]:
    """Everybody says something, and nobody replies."""
    dice = random.Random(key)
    for number in range(comments):
        yield record(key, number, number, dice)


def nested(key: str, replies: int) -> Iterator[Record]:
    """Each replies to the one before."""
    dice = random.Random(key)
    for number in range(replies + 1):
        yield record(key, number, number, dice, number - 1 if number else None)


def wide(key: str, replies: int) -> Iterator[Record]:
    """All reply to the first."""
    dice = random.Random(key)
    for number in range(replies + 1):
        yield record(key, number, number, dice, 0 if number else None)


def record(
    key: str, number: int, seconds: float, dice: random.Random, answered: int | None = None
) -> Record:
    author = int(dice.paretovariate(0.5)) % AUTHORS
    found: Record = {
        "article": key,
        "text": dice.choice(texts()),
        "author": {"subject": f"reader-{author}", "name": f"Reader {author}"},
        "created_at": (FIRST_DAY + timedelta(seconds=seconds)).isoformat(),
        "source": SOURCE,
        "source_id": f"{key}#{number}",
    }
    if answered is not None:
        found["parent_source_id"] = f"{key}#{answered}"
    return found
