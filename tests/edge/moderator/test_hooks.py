"""An outside classifier is asked from the background, and what it answers is done."""

import base64
import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from comments_service import work
from comments_service.actions import clock, inquiring
from comments_service.domain import inquiry
from tests.deploy.node import Answer, Request, node
from tests.edge.moderator.world import World, problem
from tests.services import ports

LOOPBACK = "127.0.0.0/8"


@pytest.fixture
def settings(settings: dict[str, str]) -> dict[str, str]:
    return settings | {"COMMENTS_HOOK_NETWORKS": LOOPBACK}


def saying(verdict: str, **more: Any) -> Callable[[Request], Answer]:
    return lambda _asked: Answer(200, json.dumps({"verdict": verdict, **more}).encode())


def ask(world: World) -> None:
    with world.app.app_context():
        work.inquire(world.app.extensions["comments_config"])


def hook(world: World, port: int, *, state: str = "on", name: str = "Judge") -> Any:
    url = f"http://127.0.0.1:{port}/judge"
    body = {"site": "daily", "kind": "hook", "name": name, "settings": {"url": url}}
    key = world.new_key("daily", "admin", "moderate")
    answer = world.call("POST", "/moderation/rules", key=key, json={**body, "state": state})
    assert answer.status_code == 201, answer.get_json()
    return answer.get_json()["rule"]


def told(world: World, rule: Any) -> Any:
    key = world.new_key("daily", "admin", "moderate")
    return world.call("GET", f"/moderation/rules/{rule['id']}/hook", key=key).get_json()["hook"]


def state_of(world: World, comment_id: int) -> tuple[str, list[str]]:
    verdict = world.call("GET", f"/moderation/comments/{comment_id}/verdict").get_json()
    return verdict["status"], [one["code"] for one in verdict["reasons"]]


def test_a_comment_is_held_until_the_classifier_lets_it_go(world: World) -> None:
    with node(saying("publish")) as judge:
        hook(world, judge.port)
        posted, _ = world.post("A quiet evening")
        assert judge.asked == []
        assert state_of(world, posted) == ("held", ["hook"])

        ask(world)

    assert state_of(world, posted) == ("published", [])
    (asked,) = judge.asked
    assert json.loads(asked.body)["comment"]["text"] == "A quiet evening"
    ask(world)
    assert len(judge.asked) == 1


def test_what_is_sent_is_signed_as_standard_webhooks_has_it(world: World) -> None:
    with node(saying("publish")) as judge:
        rule = hook(world, judge.port)
        world.post()
        ask(world)

    asked = judge.asked[0]
    key = base64.b64decode(told(world, rule)["secret"].removeprefix("whsec_"))
    signed = f"{asked.headers['Webhook-Id']}.{asked.headers['Webhook-Timestamp']}.".encode()
    right = base64.b64encode(hmac.digest(key, signed + asked.body, sha256)).decode()
    assert asked.headers["Webhook-Signature"] == f"v1,{right}"


@pytest.mark.parametrize(("verdict", "status"), [("reject", "rejected"), ("spam", "spam")])
def test_what_it_puts_away_is_a_decision_by_a_machine(
    world: World, verdict: str, status: str
) -> None:
    with node(saying(verdict, reason="Sells watches")) as judge:
        hook(world, judge.port)
        posted, _ = world.post()
        ask(world)

    assert state_of(world, posted)[0] == status
    (decision,) = world.call("GET", "/moderation/decisions?site=daily").get_json()["decisions"]
    assert (decision["action"], decision["reason"]) == (verdict, "Sells watches")
    assert decision["automated"] == {"detection": True, "decision": True}
    assert decision["moderator"]["name"] == "Judge"


def test_a_doubt_of_its_is_for_a_moderator_to_read(world: World) -> None:
    with node(saying("hold", reason="Sounds angry")) as judge:
        hook(world, judge.port)
        posted, _ = world.post()
        ask(world)

    assert state_of(world, posted) == ("held", ["hook_held"])
    verdict = world.call("GET", f"/moderation/comments/{posted}/verdict").get_json()
    (reason,) = verdict["reasons"]
    assert reason["words"] == "An outside classifier says: Sounds angry (rule: Judge)"


def test_what_else_holds_a_comment_goes_on_holding_it(world: World) -> None:
    with node(saying("publish")) as judge:
        hook(world, judge.port)
        world.call(
            "PATCH",
            "/moderation/policies?site=daily",
            key=world.new_key("daily", "admin"),
            json={"policy": {"moderation": "pre"}},
        )
        posted, _ = world.post()
        ask(world)

    assert state_of(world, posted) == ("held", ["pre_moderation"])


def test_of_two_classifiers_both_must_let_it_go(world: World) -> None:
    answers = {"one": Answer(200, b'{"verdict": "publish"}'), "two": Answer(202)}
    with node(lambda _: answers["one"]) as one, node(lambda _: answers["two"]) as two:
        hook(world, one.port, name="One")
        hook(world, two.port, name="Two")
        posted, _ = world.post()
        ask(world)
        assert state_of(world, posted) == ("held", ["hook"])

        number = json.loads(two.asked[0].body)["id"]
        later(world, number, "publish")

    assert state_of(world, posted) == ("published", [])


def later(world: World, number: int, verdict: str, **more: Any) -> Any:
    path = f"/moderation/inquiries/{number}/answer"
    answer = world.call("PUT", path, json={"verdict": verdict}, **more)
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()["inquiry"]


def test_the_first_answer_counts(world: World) -> None:
    with node(lambda _: Answer(202)) as judge:
        hook(world, judge.port)
        posted, _ = world.post()
        ask(world)
    number = json.loads(judge.asked[0].body)["id"]

    later(world, number, "publish")
    again = later(world, number, "spam")

    assert (again["state"], again["verdict"]) == ("answered", "publish")
    assert state_of(world, posted)[0] == "published"


def test_an_answer_about_an_older_text_does_nothing(world: World) -> None:
    with node(lambda _: Answer(202)) as judge:
        hook(world, judge.port)
        posted, token = world.post()
        ask(world)
        world.edit(posted, token, "Other words")
        ask(world)
    first, second = (json.loads(one.body)["id"] for one in judge.asked)

    assert later(world, first, "publish")["state"] == "outdated"
    assert state_of(world, posted)[0] == "held"
    later(world, second, "publish")
    assert state_of(world, posted)[0] == "published"


def test_what_a_moderator_has_decided_stands(world: World) -> None:
    with node(saying("publish")) as judge:
        hook(world, judge.port)
        posted, _ = world.post()
        world.decide(posted, "spam")
        ask(world)

    assert state_of(world, posted)[0] == "spam"


def test_in_shadow_it_is_asked_and_only_counted(world: World) -> None:
    with node(saying("spam")) as judge:
        hook(world, judge.port, state="shadow")
        posted, _ = world.post()
        assert state_of(world, posted) == ("published", [])
        ask(world)

    assert state_of(world, posted) == ("published", [])
    (rule,) = world.call("GET", "/moderation/rules?site=daily").get_json()["rules"]
    assert (rule["held"], rule["counted"]) == (0, 1)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(None),
        Answer(500),
        Answer(301, headers={"Location": "/judge"}),
        Answer(200, b"yes"),
        Answer(200, b'{"verdict": "perhaps"}'),
        Answer(200, b'{"verdict": "publish", "reason": 7}'),
        Answer(200, b" " * 70_000),
    ],
    ids=["nothing", "500", "redirect", "no JSON", "no verdict", "no reason", "too much"],
)
def test_a_comment_waits_for_a_classifier_that_is_down(
    world: World, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [answer]
    with node(lambda _: answers[-1]) as judge:
        rule = hook(world, judge.port)
        posted, _ = world.post()
        ask(world)
        assert state_of(world, posted) == ("held", ["hook"])
        assert told(world, rule)["problem"]

        answers.append(Answer(200, b'{"verdict": "publish"}'))
        now = clock.now() + inquiry.PAUSES[0] + timedelta(seconds=1)
        monkeypatch.setattr(clock, "now", lambda: now)
        ask(world)

    assert state_of(world, posted)[0] == "published"
    assert len(judge.asked) == 2


def test_after_a_day_without_an_answer_moderators_decide_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = hook(world, ports.free())
    posted, _ = world.post()
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    for pause in (timedelta(0), *inquiry.PAUSES):
        now += pause
        ask(world)

    assert told(world, rule)["states"] == {"failed": 1}
    assert state_of(world, posted) == ("held", ["hook"])


def test_without_its_rule_nobody_is_asked(world: World) -> None:
    with node(saying("publish")) as judge:
        rule = hook(world, judge.port)
        posted, _ = world.post()
        key = world.new_key("daily", "admin")
        world.call("DELETE", f"/moderation/rules/{rule['id']}", key=key)
        ask(world)
        with world.app.app_context():
            assert inquiring.due() == []

    assert judge.asked == []
    assert state_of(world, posted)[0] == "held"


def test_only_an_administrator_hands_comments_to_somebody_else(world: World) -> None:
    settings = {"url": "https://judge.example.org/"}
    body = {"site": "daily", "kind": "hook", "name": "Judge", "settings": settings}

    assert problem(world.call("POST", "/moderation/rules", json=body)) == (403, "scope_missing")

    path = f"/moderation/rules/{hook(world, ports.free())['id']}"
    change = {"settings": {"url": "https://elsewhere.example.org/"}}
    assert problem(world.call("PATCH", path, json=change)) == (403, "scope_missing")
    assert problem(world.call("DELETE", path)) == (403, "scope_missing")


def test_an_inquiry_of_another_site_is_as_if_absent(world: World) -> None:
    world.site("monthly")
    with node(lambda _: Answer(202)) as judge:
        hook(world, judge.port)
        world.post()
        ask(world)
    number = json.loads(judge.asked[0].body)["id"]

    path = f"/moderation/inquiries/{number}/answer"
    answer = world.call("PUT", path, key=world.new_key("monthly"), json={"verdict": "publish"})

    assert problem(answer) == (404, "inquiry_unknown")


def test_a_hook_is_not_rehearsed(world: World) -> None:
    rule = hook(world, ports.free())

    body = {"site": "daily", "rule": rule["id"]}
    answer = world.call("POST", "/moderation/rehearsals", json=body)

    assert problem(answer) == (400, "invalid")
