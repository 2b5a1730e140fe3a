"""Figures of a site's talk and of its moderation, over days in UTC."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from comments_service.domain.errors import Invalid

USUAL_DAYS, MOST_DAYS = 30, 366
# Years in which there may be something to count.
EARLIEST, LATEST = 2000, 2999
STATUSES = ("published", "held", "rejected", "spam", "deleted")
PUT_AWAY = ("rejected", "spam")
# How what was decided about had been found.
SOURCES = ("person", "report", "rule", "machine", "appeal")


@dataclass(frozen=True)
class Span:
    """From the beginning of one day to the end of another."""

    first: date
    last: date

    @property
    def since(self) -> datetime:
        return datetime.combine(self.first, time(), UTC)

    @property
    def until(self) -> datetime:
        return datetime.combine(self.last + timedelta(days=1), time(), UTC)

    @property
    def days(self) -> list[date]:
        many = (self.last - self.first).days + 1
        return [self.first + timedelta(days=number) for number in range(many)]


def span(since: date | None, until: date | None, today: date) -> Span:
    """Return the days that are asked for; the last thirty, unless they are named.

    Refuses (`Invalid`) more than a year at once.
    """
    last = until or today
    found = Span(since, last) if since else last_days(USUAL_DAYS, last)
    if not 0 <= (last - found.first).days < MOST_DAYS:
        raise Invalid.field("since", f"must be 0 to {MOST_DAYS - 1} days before until")
    return found


def last_days(many: int, today: date) -> Span:
    return Span(today - timedelta(days=many - 1), today)


def year(number: int) -> Span:
    return Span(date(number, 1, 1), date(number, 12, 31))


@dataclass(frozen=True)
class Wait:
    """How many seconds half of what was decided had waited at most, and 95 of 100."""

    median: int
    p95: int


@dataclass(frozen=True)
class Decided:
    """So many decisions that are alike, of one day."""

    day: date
    action: str
    rule: str | None
    ground: str | None
    source: str
    detected: bool
    automated: bool
    restricts: bool
    overturned: bool
    moderator: str
    count: int

    @property
    def found_by(self) -> str:
        """Say how it had come to be decided about."""
        if self.automated:
            return "machine"
        if self.source == "appeal":
            return "appeal"
        if self.source == "notice":
            return "report"
        return "rule" if self.detected else "person"


@dataclass(frozen=True)
class Doubted:
    """So many comments of one day that were held for the same reasons, by what they are now."""

    day: date
    codes: Sequence[str]
    status: str
    count: int


@dataclass(frozen=True)
class Day:
    day: date
    comments: Mapping[str, int]
    held: int
    decided: int
    wait: Wait | None

    @property
    def total(self) -> int:
        return sum(self.comments.values())


@dataclass(frozen=True)
class Rule:
    """What was decided on one ground, and how much of it was taken back."""

    ground: str
    rule: str
    count: int
    overturned: int


@dataclass(frozen=True)
class Reason:
    """What a comment was held for, and whether moderators agreed."""

    code: str
    held: int
    put_away: int
    published: int

    @property
    def agreement(self) -> float | None:
        return share(self.put_away, self.put_away + self.published)


@dataclass(frozen=True)
class Worker:
    name: str
    decided: int
    approved: int
    put_away: int
    overturned: int


@dataclass(frozen=True)
class Talk:
    """An article, and how much was said about it."""

    article: str
    title: str | None
    count: int


@dataclass(frozen=True)
class Waiting:
    count: int
    oldest: datetime | None


@dataclass(frozen=True)
class Figures:
    span: Span
    comments: Mapping[tuple[date, str], int]
    doubted: Sequence[Doubted]
    decided: Sequence[Decided]
    waits: Mapping[date, Wait]
    wait: Wait | None
    articles: Sequence[Talk]
    waiting: Waiting

    @property
    def ended(self) -> Counter[str]:
        """Return how often each action was decided on."""
        return by(self.decided, "action")

    @property
    def days(self) -> list[Day]:
        held, decided = by(self.doubted, "day"), by(self.decided, "day")
        return [
            Day(
                day,
                {status: self.comments.get((day, status), 0) for status in STATUSES},
                held[day],
                decided[day],
                self.waits.get(day),
            )
            for day in self.span.days
        ]

    @property
    def total(self) -> int:
        return sum(self.comments.values())

    @property
    def approval(self) -> float | None:
        """Return which share of what was decided for good was approved."""
        for_good = sum(self.ended[action] for action in ("approve", "reject", "spam"))
        return share(self.ended["approve"], for_good)

    @property
    def spam(self) -> float | None:
        spam = sum(count for (_, status), count in self.comments.items() if status == "spam")
        return share(spam, self.total)

    @property
    def rules(self) -> list[Rule]:
        return rules_of(self.decided)

    @property
    def sources(self) -> Mapping[str, int]:
        found = by(self.decided, "found_by")
        return {source: found[source] for source in SOURCES}

    @property
    def reasons(self) -> list[Reason]:
        codes = sorted({code for one in self.doubted for code in one.codes})
        found = [reason(code, self.doubted) for code in codes]
        return sorted(found, key=lambda one: -one.held)

    @property
    def moderators(self) -> list[Worker]:
        names = sorted({one.moderator for one in self.decided})
        found = [worker(name, self.decided) for name in names]
        return sorted(found, key=lambda one: -one.decided)


def by(rows: Iterable[Decided | Doubted], name: str) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for one in rows:
        found[getattr(one, name)] += one.count
    return found


def rules_of(decided: Iterable[Decided]) -> list[Rule]:
    """Count what restricted somebody by its ground and rule, the most frequent first."""
    all_of: Counter[tuple[str, str]] = Counter()
    overturned: Counter[tuple[str, str]] = Counter()
    for one in decided:
        if one.restricts and one.ground and one.rule:
            all_of[one.ground, one.rule] += one.count
            overturned[one.ground, one.rule] += one.count * one.overturned
    return [Rule(*key, count, overturned[key]) for key, count in all_of.most_common()]


def reason(code: str, doubted: Iterable[Doubted]) -> Reason:
    found = by((one for one in doubted if code in one.codes), "status")
    away = sum(found[status] for status in PUT_AWAY)
    return Reason(code, found.total(), away, found["published"])


def worker(name: str, decided: Iterable[Decided]) -> Worker:
    own = [one for one in decided if one.moderator == name]
    actions = by(own, "action")
    return Worker(
        name,
        actions.total(),
        actions["approve"],
        actions["reject"] + actions["spam"],
        sum(one.count for one in own if one.overturned),
    )


def share(part: int, whole: int) -> float | None:
    """Return a part of one, or nothing when there is no whole."""
    return part / whole if whole else None
