"""What a site reports once a year: restrictions by ground, notices, appeals.

Articles 15 and 24 of the EU's Digital Services Act say what.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from comments_service.domain import notices
from comments_service.domain.figures import Decided, Wait


@dataclass(frozen=True)
class Restriction:
    """So many decisions that restricted somebody, of one ground and found in one way."""

    ground: str
    rule: str
    found_by: str
    count: int
    overturned: int


@dataclass(frozen=True)
class Noticed:
    """Notices on one ground, by what became of them."""

    ground: str
    states: Mapping[str, int]

    @property
    def count(self) -> int:
        return sum(self.states.values())


@dataclass(frozen=True)
class Year:
    number: int
    restrictions: Sequence[Restriction]
    notices: Sequence[Noticed]
    notice_wait: Wait | None
    appeals: Mapping[str, int]
    appeal_wait: Wait | None


def restrictions(decided: Iterable[Decided]) -> list[Restriction]:
    count: Counter[tuple[str, str, str]] = Counter()
    overturned: Counter[tuple[str, str, str]] = Counter()
    for one in decided:
        if one.restricts and one.ground and one.rule:
            key = one.ground, one.rule, one.found_by
            count[key] += one.count
            overturned[key] += one.count * one.overturned
    return [Restriction(*key, count[key], overturned[key]) for key in sorted(count)]


def noticed(found: Iterable[tuple[str, str, bool, int]]) -> list[Noticed]:
    """Sum up notices that are given by ground, comment's status, whether answered, and number."""
    states: dict[str, Counter[str]] = {}
    for ground, status, answered, count in found:
        states.setdefault(ground, Counter())[notices.state(status, answered=answered)] += count
    return [
        Noticed(ground, {state: of[state] for state in notices.STATES})
        for ground, of in sorted(states.items())
    ]
