"""A notice of illegal content: from anyone, answered by a decision."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from werkzeug.test import TestResponse

from comments_service.actions import clock
from comments_service.domain import notices
from comments_service.storage import retention
from tests.edge.moderator.world import World, problem

pytestmark = pytest.mark.slow

GIVEN = {
    "ground": "illegal",
    "explanation": "It calls for violence against the mayor.",
    "name": "Ines Example",
    "email": "ines@example.org",
    "good_faith": True,
}


def notify(world: World, comment_id: int, **more: Any) -> TestResponse:
    body = {"url": f"http://localhost/c/{comment_id}", **GIVEN, **more}
    given = {name: value for name, value in body.items() if value is not ...}
    return world.client.post("/api/v1/notices", json=given)


def receipt(answer: TestResponse) -> str:
    assert answer.status_code == 201, answer.get_json()
    found: str = answer.get_json()["receipt"]
    return found


def asked(world: World, code: str) -> Any:
    return world.client.get(f"/api/v1/notices/{code}").get_json()


def listed(world: World, *, key: str | None = None, **query: Any) -> Any:
    given = {"site": "daily", **query}
    return world.call("GET", "/moderation/notices", key=key, query_string=given).get_json()


def test_a_notice_is_the_most_urgent_of_what_was_reported(world: World) -> None:
    earlier, _ = world.post("Reported by many")
    for _ in range(5):
        world.report(earlier)
    notified, _ = world.post("Notified")

    notify(world, notified)

    assert world.ids("reported") == [notified, earlier]
    (report,) = world.queue("reported")["items"][0]["reports"]
    assert (report["reason"], report["detail"]) == ("illegal", GIVEN["explanation"])


@pytest.mark.parametrize(
    ("action", "state"), [("approve", "stays"), ("reject", "removed"), ("spam", "removed")]
)
def test_a_decision_answers_it_with_its_reason(world: World, action: str, state: str) -> None:
    posted, _ = world.post()
    code = receipt(notify(world, posted))
    before = asked(world, code)

    world.decide(posted, action, reason="By the rules")

    after = asked(world, code)
    assert (before["state"], before["decision"]) == ("open", None)
    assert (after["state"], after["comment_id"]) == (state, posted)
    assert after["decision"]["reason"] == "By the rules"
    assert after["decision"]["automated"] is False


def test_it_is_open_again_when_its_answer_is_taken_back(world: World) -> None:
    posted, _ = world.post()
    code = receipt(notify(world, posted))
    world.decide(posted, "reject")

    world.undo(posted)

    assert asked(world, code)["state"] == "open"


def test_its_decision_says_that_it_came_by_notice(world: World) -> None:
    posted, _ = world.post()
    notify(world, posted, ground="personal_data")

    decision = world.decide(posted, "reject", rule="personal_data").get_json()["decision"]

    assert (decision["source"], decision["ground"]) == ("notice", "law")
    assert decision["facts"] == "reported: personal_data 1"


def test_moderators_see_who_stands_behind_it(world: World) -> None:
    posted, _ = world.post()
    notify(world, posted)

    (notice,) = listed(world)["notices"]

    assert (notice["name"], notice["email"]) == ("Ines Example", "ines@example.org")
    assert (notice["comment_id"], notice["version"], notice["state"]) == (posted, 1, "open")


def test_two_people_may_write_about_one_comment(world: World) -> None:
    posted, _ = world.post()

    codes = {receipt(notify(world, posted)) for _ in range(2)}

    assert len(codes) == len(listed(world)["notices"]) == 2
    first = listed(world, limit=1)
    assert len(listed(world, limit=1, cursor=first["next_cursor"])["notices"]) == 1


def test_notices_of_another_site_are_out_of_reach(world: World) -> None:
    notify(world, world.post()[0])

    assert listed(world, site="weekly", key=world.new_key(None))["notices"] == []
    assert listed(world, key=world.new_key("weekly"))["code"] == "site_unknown"


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"good_faith": False}, ["good_faith"]),
        ({"good_faith": ...}, ["good_faith"]),
        ({"explanation": ""}, ["explanation"]),
        ({"ground": "spam"}, ["ground"]),
        ({"email": "nobody"}, ["email"]),
        ({"name": None, "email": None}, ["email", "name"]),
        ({"url": "javascript:alert(1)"}, ["url"]),
    ],
)
def test_what_a_notice_lacks_is_named(world: World, wrong: Any, fields: list[str]) -> None:
    posted, _ = world.post()

    answer = notify(world, posted, **wrong)

    assert problem(answer) == (400, "invalid")
    assert sorted(answer.get_json()["errors"]) == fields
    assert listed(world)["notices"] == []


def test_nobody_need_give_a_name_where_a_child_is_abused(world: World) -> None:
    posted, _ = world.post()

    receipt(notify(world, posted, ground="child_abuse", name=None, email=None))

    (notice,) = listed(world)["notices"]
    assert (notice["name"], notice["email"]) == (None, None)


@pytest.mark.parametrize("url", ["http://localhost/c/4711", "http://localhost/c/x"])
def test_an_address_of_no_comment_is_refused(world: World, url: str) -> None:
    assert problem(notify(world, 1, url=url)) == (404, "comment_unknown")


def test_what_nobody_sees_cannot_be_notified(careful: World) -> None:
    held, _ = careful.post()

    assert problem(notify(careful, held)) == (404, "comment_unknown")


def test_a_receipt_of_none_is_not_found(world: World) -> None:
    assert problem(world.client.get("/api/v1/notices/none")) == (404, "not_found")


def test_of_a_receipt_only_the_hash_is_kept(world: World) -> None:
    code = receipt(notify(world, world.post()[0]))

    with world.app.extensions["comments_engines"]["read"].connect() as connection:
        notice = connection.execute(text("SELECT * FROM notice")).one()
        notifier = connection.execute(text("SELECT * FROM author WHERE kind = 'notifier'")).one()

    assert code not in f"{notice}{notifier}"


def test_after_a_year_nobody_knows_who_sent_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted, _ = world.post()
    begun = clock.now()
    monkeypatch.setattr(clock, "now", lambda: begun - notices.KEPT - timedelta(seconds=1))
    old = receipt(notify(world, posted))
    monkeypatch.setattr(clock, "now", lambda: begun)
    notify(world, posted)

    with world.app.app_context():
        assert retention.forget_notifiers(begun) == 1

    assert [one["name"] for one in listed(world)["notices"]] == ["Ines Example", None]
    assert asked(world, old)["state"] == "open"
