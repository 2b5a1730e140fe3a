"""Reports by readers: what they weigh, and what they hold."""

from typing import Any

import pytest

from comments_service.actions import administering
from tests.edge.moderator.world import World, bearer

pytestmark = pytest.mark.slow


@pytest.fixture
def wary(world: World) -> World:
    """The site `daily` holds what three readers have reported."""
    with world.app.app_context():
        administering.set_site("daily", name=None, origins=None, rules={"report_hold": "3"})
    return world


def report(
    world: World, comment_id: int, home: str, *, token: str | None = None, reason: str = "spam"
) -> str:
    """Report from a network; answer the token of who did."""
    answer = world.client.post(
        f"/api/v1/comments/{comment_id}/reports",
        json={"reason": reason},
        headers=bearer(token),
        environ_overrides={"REMOTE_ADDR": home},
    )
    assert answer.status_code == 201, answer.get_json()
    made: str = answer.get_json().get("token", token)
    return made


def reported(world: World, comment_id: int, *, by: int, first: int = 1) -> list[str]:
    homes = (f"192.0.2.{number}" for number in range(first, first + by))
    return [report(world, comment_id, home) for home in homes]


def status(world: World, comment_id: int) -> str:
    path = f"/moderation/comments/{comment_id}/verdict"
    found: str = world.call("GET", path).get_json()["status"]
    return found


def reports(world: World, comment_id: int) -> Any:
    answer = world.call("GET", f"/moderation/comments/{comment_id}")
    return answer.get_json()["reports"]


def test_enough_reports_hold_a_comment_and_its_author_is_told(wary: World) -> None:
    posted, token = wary.post()

    reported(wary, posted, by=2)
    assert status(wary, posted) == "published"
    reported(wary, posted, by=1, first=3)

    assert status(wary, posted) == "held"
    assert wary.page()["count"] == 0
    assert wary.events()[-2:] == ["comment.reported", "comment.held"]
    verdict = wary.call("GET", f"/moderation/comments/{posted}/verdict").get_json()
    assert [reason["code"] for reason in verdict["reasons"]] == ["reported"]
    assert "Reported by readers (3)" in verdict["reasons"][0]["words"]
    path = f"/api/v1/comments/{posted}/reasons"
    told = wary.client.get(path, headers=bearer(token)).get_json()
    assert told["reasons"] == ["Readers have reported it; a moderator reads it again."]


def test_without_the_policy_reports_hold_nothing(world: World) -> None:
    posted, _ = world.post()

    reported(world, posted, by=5)

    assert status(world, posted) == "published"


def test_a_text_that_a_moderator_approved_is_not_held_again(wary: World) -> None:
    posted, token = wary.post()
    reported(wary, posted, by=3)
    wary.decide(posted, "approve")

    reported(wary, posted, by=4, first=10)
    assert status(wary, posted) == "published"
    wary.edit(posted, token, "Something else")
    reported(wary, posted, by=1, first=20)

    assert status(wary, posted) == "held"


def test_guests_of_one_network_have_one_voice(wary: World) -> None:
    posted, _ = wary.post()

    for _ in range(4):
        report(wary, posted, "192.0.2.1")
    reported(wary, posted, by=1, first=2)

    assert [one["weight"] for one in reports(wary, posted)] == [100, 0, 0, 0, 100]
    assert status(wary, posted) == "published"


def test_who_reported_wrongly_weighs_less_and_who_was_right_more(wary: World) -> None:
    wrong, right = reported(wary, wary.post()[0], by=2)
    for _ in range(3):
        harmless, harmful = wary.post()[0], wary.post()[0]
        report(wary, harmless, "192.0.2.1", token=wrong)
        report(wary, harmful, "192.0.2.2", token=right)
        wary.decide(harmless, "approve")
        wary.decide(harmful, "reject")
    posted, _ = wary.post()

    report(wary, posted, "192.0.2.1", token=wrong)
    report(wary, posted, "192.0.2.2", token=right)
    reported(wary, posted, by=1, first=3)

    assert [one["weight"] for one in reports(wary, posted)] == [40, 160, 100]
    assert status(wary, posted) == "held"


def test_what_staff_writes_is_not_held_by_reports(wary: World) -> None:
    posted, _ = wary.post()
    path = f"/moderation/comments/{posted}/replies"
    reply = wary.call("POST", path, json={"text": "Hello"}).get_json()["comment"]["id"]

    reported(wary, reply, by=3)

    assert status(wary, reply) == "published"


def test_all_reports_are_listed_with_their_grounds_and_their_answer(world: World) -> None:
    posted, _ = world.post()
    report(world, posted, "192.0.2.1", reason="illegal")
    decided = world.decide(posted, "reject").get_json()["decision"]["id"]

    (found,) = reports(world, posted)

    assert (found["reason"], found["ground"], found["answered_by"]) == ("illegal", "law", decided)
