"""Try a rule on what was written before: whom it would have held, and where it would have erred."""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from heapq import heappush, heappushpop
from typing import Any

from comments_service.domain import rules, sameness
from comments_service.domain.learning import Filter
from comments_service.domain.reading import Reading
from comments_service.domain.rules import DUPLICATES, LEARNED, Found, Settings

MOST_MISTAKES = 10


@dataclass(frozen=True, slots=True)
class Text:
    """A text, when it was written, and how much it read like spam then, if that is known."""

    reading: Reading
    at: datetime
    spamness: int | None = None


# Takes texts in the order of their time.
Try = Callable[[Text], Found | None]


def of(kind: str, settings: Settings, learned: Filter) -> Try:
    if kind == DUPLICATES:
        return repeated(timedelta(days=settings["days"]), settings["most"])
    if kind == LEARNED:
        return suspected(settings, learned)
    look = rules.KINDS[kind](settings)
    return lambda text: look(text.reading)


def suspected(settings: Settings, learned: Filter) -> Try:
    """Go by the score that a text was given when nobody had decided about it yet."""

    def look(text: Text) -> Found | None:
        known = text.spamness
        score = learned.score(text.reading) if known is None else known
        return (LEARNED, {"score": score}) if rules.is_over(settings, score) else None

    return look


def repeated(within: timedelta, most: int) -> Try:
    said: dict[int, deque[datetime]] = defaultdict(deque)

    def look(text: Text) -> Found | None:
        digest = sameness.digest(text.reading)
        if digest is None:
            return None
        times = said[digest]
        while times and times[0] <= text.at - within:
            times.popleft()
        times.append(text.at)
        return (
            (DUPLICATES, {"times": len(times), "days": within.days}) if len(times) > most else None
        )

    return look


@dataclass(frozen=True, order=True)
class Mistake:
    """A comment that would have been held; the more people stood up for it, the worse."""

    weight: int
    comment_id: int
    code: str = field(compare=False)
    facts: dict[str, Any] = field(compare=False)


@dataclass
class Tally:
    """What a rule would have done to the comments that it was tried on.

    `approved`: by moderators, of what it would have held; `put_away`: by them, as it would have.
    """

    looked_at: int = 0
    held: int = 0
    published: int = 0
    approved: int = 0
    put_away: int = 0
    worst: list[Mistake] = field(default_factory=list)

    def err(self, mistake: Mistake) -> None:
        if len(self.worst) < MOST_MISTAKES:
            heappush(self.worst, mistake)
        else:
            heappushpop(self.worst, mistake)

    def result(self) -> dict[str, Any]:
        worst = sorted(self.worst, reverse=True)
        return {**asdict(self), "worst": [asdict(one) for one in worst]}
