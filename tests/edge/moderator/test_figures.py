"""GET /moderation/statistics and /moderation/transparency: what was counted, over days."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from comments_service.actions import clock
from tests.edge.moderator.test_appeals import appeal, decide
from tests.edge.moderator.test_notices import notify
from tests.edge.moderator.world import World

pytestmark = pytest.mark.slow

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.moment = NOON

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, **time: float) -> None:
        self.moment += timedelta(**time)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(clock, "now", made)
    return made


def figures(world: World, *, key: str | None = None, **query: Any) -> Any:
    asked = {"site": "daily", "since": "2026-03-09", "until": "2026-03-11", **query}
    return world.call("GET", "/moderation/statistics", key=key, query_string=asked).get_json()


def year(world: World, **query: Any) -> Any:
    asked = {"site": "daily", "year": "2026", **query}
    return world.call("GET", "/moderation/transparency", query_string=asked).get_json()


def test_comments_are_counted_by_day_and_by_what_they_are_now(time: Clock, careful: World) -> None:
    for action in ("approve", "reject", "spam"):
        careful.decide(careful.post(f"To {action}")[0], action)
    time.pass_by(hours=12)
    careful.post("The day after")

    before, first, second = figures(careful)["days"]

    assert (before["day"], sum(before["comments"].values())) == ("2026-03-09", 0)
    assert first["comments"] == {
        "published": 1,
        "held": 0,
        "rejected": 1,
        "spam": 1,
        "deleted": 0,
    }
    assert (first["held"], first["decided"]) == (3, 3)
    assert (second["comments"]["held"], second["held"], second["decided"]) == (1, 1, 0)


def test_a_day_ends_at_midnight_in_utc(time: Clock, world: World) -> None:
    time.moment = datetime(2026, 3, 10, 23, 59, 59, 999_999, tzinfo=UTC)
    world.post("Before")
    time.pass_by(microseconds=1)
    world.post("After")

    found = [sum(day["comments"].values()) for day in figures(world)["days"]]

    assert found == [0, 1, 1]


def test_the_time_to_a_decision_begins_when_it_was_held_or_first_reported(
    time: Clock, careful: World
) -> None:
    held, _ = careful.post("Held")
    time.pass_by(minutes=10)
    careful.decide(held, "approve")
    time.pass_by(minutes=30)
    careful.report(held)
    time.pass_by(minutes=20)
    careful.report(held)
    time.pass_by(minutes=10)
    careful.decide(held, "reject")
    # Nobody had asked for this one.
    careful.decide(held, "spam")

    found = figures(careful)

    assert found["wait"] == found["days"][1]["wait"] == {"median": 600, "p95": 1800}


def test_of_many_the_median_and_the_95th_are_two_of_them(time: Clock, careful: World) -> None:
    posted = [careful.post(f"Text {number}")[0] for number in range(20)]
    for one in posted:
        time.pass_by(seconds=60)
        careful.decide(one, "approve")

    assert figures(careful)["wait"] == {"median": 600, "p95": 1140}


def test_what_was_taken_back_or_reversed_is_overturned(time: Clock, world: World) -> None:
    kept, undone, reversed_ = (world.post(f"Text {number}") for number in range(3))
    for posted, _ in (kept, undone, reversed_):
        world.decide(posted, "reject", rule="abuse")
    world.undo(undone[0])
    appeal(world, *reversed_)
    decide(world, "reversed")

    found = figures(world)

    assert found["rules"] == [{"ground": "terms", "rule": "abuse", "count": 3, "overturned": 2}]
    newsroom, ben = found["moderators"]
    assert newsroom == {
        "name": "Newsroom",
        "decided": 3,
        "approved": 0,
        "put_away": 3,
        "overturned": 2,
    }
    assert (ben["name"], ben["approved"], ben["overturned"]) == ("Ben", 1, 0)


def test_it_is_told_how_what_was_decided_had_been_found(time: Clock, world: World) -> None:
    by_person, by_report = (world.post(f"Text {number}")[0] for number in range(2))
    world.report(by_report)

    world.decide(by_person, "reject")
    world.decide(by_report, "spam")

    assert figures(world)["sources"] == {
        "person": 1,
        "report": 1,
        "rule": 0,
        "machine": 0,
        "appeal": 0,
    }


def test_moderators_agreement_is_told_for_each_reason(time: Clock, careful: World) -> None:
    posted = [careful.post(f"Text {number}")[0] for number in range(4)]
    for one, action in zip(posted, ("approve", "reject", "spam"), strict=False):
        careful.decide(one, action)

    (reason,) = figures(careful)["reasons"]

    assert (reason["code"], reason["held"], reason["published"]) == ("pre_moderation", 4, 1)
    assert (reason["put_away"], round(reason["agreement"], 2)) == (2, 0.67)


def test_shares_queue_and_articles(time: Clock, careful: World) -> None:
    careful.decide(careful.post("One")[0], "spam")
    careful.decide(careful.post("Two")[0], "approve")
    careful.post("Three", article="elsewhere", title="Elsewhere")
    time.pass_by(hours=1)
    careful.post("Four")

    found = figures(careful)

    assert (found["comments"], found["approval"], found["spam"]) == (4, 0.5, 0.25)
    assert found["waiting"] == {"count": 2, "oldest": "2026-03-10T12:00:00.000000Z"}
    assert [(one["title"], one["count"]) for one in found["articles"]] == [
        (None, 3),
        ("Elsewhere", 1),
    ]


def test_where_nothing_happened_there_are_no_shares(time: Clock, world: World) -> None:
    found = figures(world)

    assert (found["approval"], found["spam"], found["wait"]) == (None, None, None)
    assert found["rules"] == found["reasons"] == found["moderators"] == found["articles"] == []


def test_a_year_is_told_by_ground_with_its_notices_and_appeals(time: Clock, world: World) -> None:
    notified, token = world.post("Notified")
    notify(world, notified)
    notify(world, world.post("Not decided yet")[0], ground="personal_data")
    time.pass_by(minutes=5)
    world.decide(notified, "reject", rule="illegal")
    appeal(world, notified, token)
    time.pass_by(minutes=10)
    decide(world, "upheld")

    found = year(world)

    assert found["restrictions"] == [
        {"ground": "law", "rule": "illegal", "found_by": "report", "count": 1, "overturned": 0}
    ]
    states = {"open": 0, "removed": 1, "stays": 0, "gone": 0}
    assert found["notices"][0] == {"ground": "illegal", "count": 1, "states": states}
    assert found["notices"][1]["states"]["open"] == 1
    assert found["notice_wait"] == {"median": 300, "p95": 300}
    assert found["appeals"] == {"open": 0, "upheld": 1, "reversed": 0}
    assert found["appeal_wait"] == {"median": 600, "p95": 600}


def test_another_year_and_another_site_have_none_of_it(time: Clock, world: World) -> None:
    posted, token = world.post()
    notify(world, posted)
    world.decide(posted, "reject")
    appeal(world, posted, token)
    everywhere = world.new_key(None)

    assert figures(world, key=world.new_key("weekly"))["code"] == "site_unknown"
    assert figures(world, site="weekly", key=everywhere)["comments"] == 0
    empty = year(world, year="2025")
    assert empty["restrictions"] == empty["notices"] == []
    assert sum(empty["appeals"].values()) == 0


@pytest.mark.parametrize(
    "query", [{"since": "2025-03-01"}, {"since": "2026-04-01"}, {"since": "1"}, {"until": "x"}]
)
def test_days_are_at_most_a_year_and_well_written(world: World, query: dict[str, str]) -> None:
    assert figures(world, **query)["code"] == "invalid"
