"""Whom a decision restricts is told why, and may appeal: once, in time, to somebody else."""

from datetime import timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from comments_service.actions import clock, verifying
from comments_service.domain import appeals
from tests.edge.moderator.world import World, bearer, problem

pytestmark = pytest.mark.slow

WHY = "It quotes the mayor, word for word."


def appeal(world: World, comment_id: int, token: str, **more: Any) -> TestResponse:
    path = f"/api/v1/comments/{comment_id}/appeals"
    return world.client.post(path, json={"text": WHY, **more}, headers=bearer(token))


def statement(world: World, comment_id: int, token: str) -> Any:
    path = f"/api/v1/comments/{comment_id}/statement"
    return world.client.get(path, headers=bearer(token)).get_json()


def listed(world: World, state: str = "open", *, key: str | None = None, **more: Any) -> Any:
    query = {"site": "daily", "state": state, **more}
    return world.call("GET", "/moderation/appeals", key=key, query_string=query).get_json()


def decide(
    world: World, outcome: str, *, by: str = "Ben", key: str | None = None, number: int = 1
) -> TestResponse:
    key = key or world.new_key("daily", name=by)
    body = {"outcome": outcome, "reason": "Looked at again"}
    return world.call("PUT", f"/moderation/appeals/{number}/decision", key=key, json=body)


def removed(world: World, **more: Any) -> tuple[int, str]:
    posted, token = world.post()
    assert world.decide(posted, "reject", **{"rule": "abuse", **more}).status_code == 200
    return posted, token


def test_an_author_is_told_what_was_decided_and_on_what_ground(world: World) -> None:
    posted, token = world.post()
    world.report(posted, "illegal")
    world.decide(posted, "reject", rule="illegal", reason="A threat")

    told = statement(world, posted, token)

    decision = told["decision"]
    assert decision.pop("created_at") < told.pop("appeal_until")
    assert decision == {
        "id": 1,
        "action": "reject",
        "ground": "law",
        "rule": "illegal",
        "reason": "A threat",
        "source": "notice",
        "detected": False,
        "automated": False,
    }
    assert (told["status"], told["appeal"]) == ("rejected", None)


def test_a_statement_is_for_its_author_alone(world: World) -> None:
    posted, _ = removed(world)
    _, stranger = world.post("Somebody else's")

    assert statement(world, posted, stranger)["code"] == "comment_unknown"
    assert problem(appeal(world, posted, stranger)) == (404, "comment_unknown")


def test_an_appeal_waits_in_a_queue_of_its_own(world: World) -> None:
    posted, token = removed(world)

    made = appeal(world, posted, token)

    assert made.status_code == 201
    assert made.get_json()["appeal"]["state"] == "open"
    (case,) = listed(world)["appeals"]
    assert (case["text"], case["state"], case["answer"]) == (WHY, "open", None)
    assert (case["item"]["comment"]["id"], case["against"]["rule"]) == (posted, "abuse")
    assert world.ids() == []


def test_a_reversal_publishes_the_comment_and_stands_in_the_record(world: World) -> None:
    posted, token = removed(world)
    appeal(world, posted, token)

    decided = decide(world, "reversed").get_json()

    assert (decided["state"], decided["answer"]["action"]) == ("reversed", "approve")
    assert decided["answer"]["source"] == "appeal"
    told = statement(world, posted, token)
    assert (told["status"], told["appeal"]["state"]) == ("published", "reversed")
    assert told["appeal"]["answer"]["reason"] == "Looked at again"
    assert world.page()["count"] == 1
    with world.app.app_context():
        assert verifying.verify("daily").flaw is None


def test_what_is_upheld_stands_and_is_not_appealed_against_again(world: World) -> None:
    posted, token = removed(world)
    appeal(world, posted, token)

    decided = decide(world, "upheld").get_json()

    assert (decided["state"], decided["answer"]["action"]) == ("upheld", "reject")
    assert decided["answer"]["rule"] == "abuse"
    told = statement(world, posted, token)
    assert (told["status"], told["appeal_until"]) == ("rejected", None)
    assert problem(appeal(world, posted, token, text="Once more")) == (409, "appeal_closed")
    assert listed(world)["appeals"] == []
    assert len(listed(world, "answered")["appeals"]) == 1


@pytest.mark.parametrize("outcome", appeals.OUTCOMES)
def test_who_has_decided_does_not_decide_about_the_appeal(world: World, outcome: str) -> None:
    posted, token = removed(world)
    appeal(world, posted, token)

    assert problem(decide(world, outcome, key=world.key)) == (403, "same_moderator")
    assert len(listed(world)["appeals"]) == 1


def test_nor_does_who_has_decided_since(world: World) -> None:
    posted, token = removed(world)
    appeal(world, posted, token)
    ben = world.new_key("daily", name="Ben")
    world.decide(posted, "spam", key=ben)

    assert problem(decide(world, "upheld", key=ben)) == (403, "same_moderator")
    assert decide(world, "upheld", by="Cleo").status_code == 200


def test_it_is_answered_once(world: World) -> None:
    posted, token = removed(world)
    appeal(world, posted, token)
    decide(world, "upheld")

    assert problem(decide(world, "reversed", by="Cleo")) == (409, "decided_meanwhile")


def test_the_same_words_again_are_the_same_appeal(world: World) -> None:
    posted, token = removed(world)

    statuses = [appeal(world, posted, token).status_code for _ in range(2)]

    assert statuses == [201, 201]
    assert len(listed(world)["appeals"]) == 1
    assert problem(appeal(world, posted, token, text="Other words")) == (409, "appeal_closed")


def test_it_may_be_made_for_six_months(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    posted, token = removed(world)
    made = clock.now()

    monkeypatch.setattr(clock, "now", lambda: made + appeals.WITHIN + timedelta(minutes=1))
    assert problem(appeal(world, posted, token)) == (409, "appeal_closed")
    monkeypatch.setattr(clock, "now", lambda: made + appeals.WITHIN - timedelta(minutes=1))
    assert appeal(world, posted, token).status_code == 201


def test_it_is_against_the_decision_that_the_author_was_told_of(world: World) -> None:
    posted, token = removed(world)
    world.decide(posted, "spam")

    assert problem(appeal(world, posted, token, decision=1)) == (409, "appeal_closed")
    assert appeal(world, posted, token, decision=2).status_code == 201


def test_what_is_published_or_waits_for_its_first_decision_is_not_appealed_against(
    careful: World,
) -> None:
    posted, token = careful.post()
    assert problem(appeal(careful, posted, token)) == (409, "appeal_closed")

    careful.decide(posted, "approve")

    assert problem(appeal(careful, posted, token)) == (409, "appeal_closed")


def test_who_publishes_it_of_their_own_accord_answers_the_appeal(world: World) -> None:
    posted, token = removed(world)
    appeal(world, posted, token)

    world.decide(posted, "approve")

    assert listed(world)["appeals"] == []
    assert statement(world, posted, token)["appeal"]["state"] == "reversed"


def test_who_takes_the_decision_back_answers_the_appeal(world: World) -> None:
    posted, token = removed(world)
    appeal(world, posted, token)

    world.undo(posted)

    assert listed(world)["appeals"] == []
    assert statement(world, posted, token)["appeal"]["state"] == "reversed"


@pytest.mark.parametrize("outcome", appeals.OUTCOMES)
def test_it_is_open_again_when_its_answer_is_taken_back(world: World, outcome: str) -> None:
    posted, token = removed(world)
    appeal(world, posted, token)
    decide(world, outcome)

    world.undo(posted)

    assert [case["state"] for case in listed(world)["appeals"]] == ["open"]
    assert statement(world, posted, token)["status"] == "rejected"


def test_what_its_author_has_deleted_is_nobodys_to_decide(world: World) -> None:
    posted, token = removed(world)
    appeal(world, posted, token)

    world.delete(posted, token)

    assert listed(world)["appeals"] == []
    assert problem(decide(world, "upheld")) == (410, "comment_gone")


def test_open_appeals_are_read_in_the_order_in_which_they_came(world: World) -> None:
    ids = []
    for number in range(3):
        posted, token = world.post(f"Text {number}")
        world.decide(posted, "reject")
        appeal(world, posted, token)
        ids.append(posted)

    first = listed(world, limit=2)
    rest = listed(world, limit=2, cursor=first["next_cursor"])

    found = [case["item"]["comment"]["id"] for case in [*first["appeals"], *rest["appeals"]]]
    assert found == ids


def test_appeals_of_another_site_are_out_of_reach(world: World) -> None:
    posted, token = removed(world)
    appeal(world, posted, token)
    weekly = world.new_key("weekly")

    assert listed(world, key=weekly)["code"] == "site_unknown"
    assert problem(decide(world, "upheld", key=weekly)) == (404, "not_found")
    assert listed(world, site="weekly", key=weekly)["appeals"] == []
