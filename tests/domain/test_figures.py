from datetime import date
from typing import Any

import pytest

from comments_service.domain import figures, years
from comments_service.domain.errors import Invalid
from comments_service.domain.figures import Decided, Doubted

TODAY = date(2026, 3, 31)
DAY = date(2026, 3, 2)


def decided(action: str = "reject", count: int = 1, **more: Any) -> Decided:
    given = {
        "day": DAY,
        "action": action,
        "rule": "abuse",
        "ground": "terms",
        "source": "own",
        "detected": False,
        "automated": False,
        "restricts": True,
        "overturned": False,
        "moderator": "Dana",
        "count": count,
        **more,
    }
    return Decided(**given)


def test_the_last_thirty_days_are_usual() -> None:
    found = figures.span(None, None, TODAY)

    assert (found.first, found.last, len(found.days)) == (date(2026, 3, 2), TODAY, 30)


def test_a_span_ends_with_its_last_day() -> None:
    found = figures.span(DAY, DAY, TODAY)

    assert (found.until - found.since).days == 1
    assert found.days == [DAY]


@pytest.mark.parametrize("since", [date(2026, 4, 1), date(2025, 3, 30)])
def test_a_span_goes_forward_and_is_at_most_a_year(since: date) -> None:
    with pytest.raises(Invalid):
        figures.span(since, TODAY, TODAY)


@pytest.mark.parametrize(
    ("known", "found_by"),
    [
        ({}, "person"),
        ({"detected": True}, "rule"),
        ({"source": "notice", "detected": True}, "report"),
        ({"source": "appeal"}, "appeal"),
        ({"automated": True, "source": "notice"}, "machine"),
    ],
)
def test_a_decision_was_found_by_one_of_a_few(known: dict[str, Any], found_by: str) -> None:
    assert decided(**known).found_by == found_by


def test_moderators_agree_with_a_reason_by_what_they_put_away() -> None:
    rows = [
        Doubted(DAY, ["links", "flood"], "rejected", 3),
        Doubted(DAY, ["links"], "published", 1),
        Doubted(DAY, ["links"], "held", 6),
    ]

    found = figures.reason("links", rows)

    assert (found.held, found.put_away, found.published, found.agreement) == (10, 3, 1, 0.75)
    assert figures.reason("none", rows).agreement is None


def test_rules_are_counted_by_what_they_restrict_and_what_was_overturned() -> None:
    rows = [
        decided(count=3),
        decided(count=2, overturned=True),
        decided("spam", 7, rule="spam"),
        decided("approve", 9, restricts=False, rule=None, ground=None),
        decided("reject", 4, restricts=False),
    ]

    found = [(one.rule, one.count, one.overturned) for one in figures.rules_of(rows)]

    assert found == [("spam", 7, 0), ("abuse", 5, 2)]


def test_a_moderator_is_told_by_what_they_did() -> None:
    rows = [decided(count=2), decided("approve", 3, overturned=True), decided(moderator="Ben")]

    found = figures.worker("Dana", rows)

    assert (found.decided, found.approved, found.put_away, found.overturned) == (5, 3, 2, 3)


def test_a_year_tells_restrictions_by_ground_and_by_how_they_were_found() -> None:
    rows = [decided(count=2), decided(detected=True), decided("approve", restricts=False)]

    found = [(one.ground, one.rule, one.found_by, one.count) for one in years.restrictions(rows)]

    assert found == [("terms", "abuse", "person", 2), ("terms", "abuse", "rule", 1)]


def test_a_year_tells_notices_by_what_became_of_them() -> None:
    rows = [("illegal", "rejected", True, 2), ("illegal", "published", False, 1)]

    (found,) = years.noticed(rows)

    assert found.count == 3
    assert found.states == {"open": 1, "removed": 2, "stays": 0, "gone": 0}
