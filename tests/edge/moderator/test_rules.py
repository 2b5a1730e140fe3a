"""Rules over HTTP: made, rehearsed, counted in shadow, and then holding what they find."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from comments_service.actions import clock, working
from tests.edge.moderator.world import World, problem

CASINO = {"kind": "words", "name": "Casinos", "settings": {"phrases": ["casino"]}}
SAID = "Come to the largest casino of the whole coast tonight"


@dataclass(frozen=True)
class Rules:
    world: World

    def make(self, *, key: str | None = None, **given: Any) -> Any:
        body = {"site": "daily", **CASINO, **given}
        answer = self.world.call("POST", "/moderation/rules", key=key, json=body)
        assert answer.status_code == 201, answer.get_json()
        return answer.get_json()["rule"]

    def change(self, rule: Any, **given: Any) -> Any:
        answer = self.world.call("PATCH", f"/moderation/rules/{rule['id']}", json=given)
        assert answer.status_code == 200, answer.get_json()
        return answer.get_json()["rule"]

    def all(self, site: str = "daily", key: str | None = None) -> Any:
        answer = self.world.call("GET", f"/moderation/rules?site={site}", key=key)
        assert answer.status_code == 200, answer.get_json()
        return answer.get_json()["rules"]

    def verdict(self, comment_id: int) -> Any:
        return self.world.call("GET", f"/moderation/comments/{comment_id}/verdict").get_json()

    def held(self, text: str = SAID, **more: Any) -> bool:
        posted, _ = self.world.post(text, **more)
        return posted in self.world.ids("held")


@pytest.fixture
def rules(world: World) -> Rules:
    return Rules(world)


def test_a_rule_that_is_on_holds_and_says_why(rules: Rules) -> None:
    rule = rules.make(state="on")
    posted, _ = rules.world.post(SAID)

    assert rules.world.ids("held") == [posted]
    assert rules.verdict(posted)["reasons"] == [
        {
            "code": "words",
            "words": "It says “casino” (rule: Casinos)",
            "facts": {"phrase": "casino", "rule": "Casinos"},
            "rule": rule["id"],
        }
    ]
    assert not rules.held("A quiet evening")


def test_a_rule_in_shadow_counts_and_holds_nothing(rules: Rules) -> None:
    rule = rules.make(state="shadow")
    posted, _ = rules.world.post(SAID)

    verdict = rules.verdict(posted)

    assert (verdict["status"], verdict["reasons"]) == ("published", [])
    assert [one["rule"] for one in verdict["counted"]] == [rule["id"]]
    (shown,) = rules.all()
    assert (shown["held"], shown["counted"]) == (0, 1)


@pytest.mark.parametrize("state", ["off", "rehearsal"])
def test_a_rule_that_is_not_yet_let_loose_does_nothing(rules: Rules, state: str) -> None:
    rules.make(state=state)

    assert not rules.held()
    assert rules.all()[0]["counted"] == 0


def test_what_is_changed_holds_for_the_next_text(rules: Rules) -> None:
    assert not rules.held()
    rule = rules.make(state="on")
    assert rules.held()

    rules.change(rule, settings={"phrases": ["roulette"]})

    assert not rules.held()
    assert rules.held("A game of roulette")
    rules.change(rule, state="off")
    assert not rules.held("A game of roulette")


def test_a_rule_that_is_taken_away_leaves_what_it_held(rules: Rules) -> None:
    rule = rules.make(state="on")
    assert rules.held()

    answer = rules.world.call("DELETE", f"/moderation/rules/{rule['id']}")

    assert (answer.status_code, rules.all()) == (204, [])
    assert len(rules.world.ids("held")) == 1
    assert not rules.held()


def test_an_edit_is_looked_at_like_a_new_text(rules: Rules) -> None:
    rules.make(state="on")
    posted, token = rules.world.post("Harmless")

    rules.world.edit(posted, token, SAID)

    assert rules.world.ids("held") == [posted]
    assert rules.verdict(posted)["reasons"][0]["code"] == "words"


def test_a_rule_of_every_site_holds_on_each_of_them(rules: Rules) -> None:
    admin = rules.world.new_key(None)
    rule = rules.make(key=admin, site=None, state="on")

    assert rule["site"] is None
    assert [one["id"] for one in rules.all("weekly", admin)] == [rule["id"]]
    assert rules.held(site="daily")


def test_a_key_of_one_site_changes_no_rule_of_all_or_of_another(rules: Rules) -> None:
    everywhere = rules.make(key=rules.world.new_key(None), site=None)
    foreign = rules.make(key=rules.world.new_key("weekly"), site="weekly")

    for rule in (everywhere, foreign):
        for method, body in (("PATCH", {"state": "on"}), ("DELETE", None)):
            answer = rules.world.call(method, f"/moderation/rules/{rule['id']}", json=body)
            assert problem(answer) == (404, "rule_unknown")
    answer = rules.world.call("POST", "/moderation/rules", json=CASINO)
    assert problem(answer) == (403, "scope_missing")
    answer = rules.world.call("POST", "/moderation/rules", json={**CASINO, "site": "weekly"})
    assert problem(answer) == (404, "site_unknown")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"settings": {"phrases": []}}, "settings.phrases"),
        ({"settings": {"hosts": ["a.example"]}}, "settings.hosts"),
        ({"settings": []}, "settings"),
        ({"kind": "shoes"}, "kind"),
        ({"state": "loose"}, "state"),
        ({"name": ""}, "name"),
    ],
)
def test_what_is_no_rule_is_told_its_field(rules: Rules, given: dict[str, Any], field: str) -> None:
    body = {"site": "daily", **CASINO, **given}

    answer = rules.world.call("POST", "/moderation/rules", json=body)

    assert problem(answer) == (400, "invalid")
    assert field in answer.get_json()["errors"]


def test_the_same_on_many_articles_is_held_after_so_many_times(rules: Rules) -> None:
    settings = {"days": 7, "most": 2}
    rules.make(kind="duplicates", name="Again", settings=settings, state="on")

    again = SAID.upper().replace(" ", "  ")
    found = [rules.held(again if one % 2 else SAID, article=f"a-{one}") for one in range(4)]

    assert found == [False, False, True, True]
    verdict = rules.verdict(rules.world.ids("held")[0])
    assert verdict["reasons"][0]["words"] == "The same was said 3 times within 7 days (rule: Again)"
    assert not rules.held("Thanks!")


def test_who_edits_does_not_repeat_themselves(rules: Rules) -> None:
    rules.make(kind="duplicates", name="Again", settings={"most": 1}, state="on")
    posted, token = rules.world.post(SAID)

    rules.world.edit(posted, token, f"{SAID}!")

    assert rules.world.ids("held") == []


@dataclass(frozen=True)
class Rehearsals:
    world: World

    def ask(self, **given: Any) -> Any:
        body = {"site": "daily", **given}
        answer = self.world.call("POST", "/moderation/rehearsals", json=body)
        assert answer.status_code == 202, answer.get_json()
        return answer.get_json()["job"]

    def run(self, **given: Any) -> Any:
        job = self.ask(**given)
        with self.world.app.app_context():
            assert working.next_one()
            assert not working.next_one()
        return self.world.call("GET", f"/moderation/rehearsals/{job['id']}").get_json()["job"]


@pytest.fixture
def rehearsals(world: World) -> Rehearsals:
    return Rehearsals(world)


def test_a_rehearsal_says_what_a_rule_would_have_done(rehearsals: Rehearsals) -> None:
    world = rehearsals.world
    approved, liked, spam, _ = (world.post(text)[0] for text in (SAID, f"{SAID}!", SAID, "Quiet"))
    world.decide(approved, "hold")
    world.decide(approved, "approve")
    world.decide(spam, "spam")
    world.client.put(f"/api/v1/comments/{liked}/vote", json={"value": 1})

    job = rehearsals.run(kind="words", settings={"phrases": ["casino"]})

    found = job["result"]
    assert (job["state"], job["done"], job["of"]) == ("done", 4, 4)
    figures = {name: found[name] for name in ("looked_at", "held", "published", "approved")}
    assert figures == {"looked_at": 4, "held": 3, "published": 2, "approved": 1}
    assert found["put_away"] == 1
    assert [one["comment"]["id"] for one in found["worst"]] == [approved, liked]
    assert found["worst"][0]["words"] == "It says “casino”"
    assert world.ids("held") == []


def test_a_rule_that_there_is_can_be_rehearsed_with_other_settings(
    rules: Rules, rehearsals: Rehearsals
) -> None:
    rule = rules.make()
    rules.world.post("A game of roulette")

    assert rehearsals.run(rule=rule["id"])["result"]["held"] == 0
    other = rehearsals.run(rule=rule["id"], settings={"phrases": ["roulette"]})
    assert other["result"]["held"] == 1


def test_a_rehearsal_tells_how_far_it_has_come(rehearsals: Rehearsals) -> None:
    job = rehearsals.ask(kind="words", settings={"phrases": ["casino"]})

    assert (job["state"], job["done"], job["result"]) == ("waiting", 0, None)


def test_only_the_last_days_are_looked_at(
    rehearsals: Rehearsals, monkeypatch: pytest.MonkeyPatch
) -> None:
    rehearsals.world.post(SAID)
    later = clock.now() + timedelta(days=3)
    monkeypatch.setattr(clock, "now", lambda: later)
    rehearsals.world.post(SAID)

    found = [
        rehearsals.run(days=days, **{name: CASINO[name] for name in ("kind", "settings")})
        for days in (2, 4)
    ]

    assert [job["result"]["held"] for job in found] == [1, 2]


def test_a_rehearsal_of_another_site_is_not_there(rehearsals: Rehearsals) -> None:
    job = rehearsals.ask(kind="words", settings={"phrases": ["casino"]})
    key = rehearsals.world.new_key("weekly")

    answer = rehearsals.world.call("GET", f"/moderation/rehearsals/{job['id']}", key=key)

    assert problem(answer) == (404, "job_unknown")


@pytest.mark.parametrize("given", [{}, {"rule": 1, "kind": "words"}, {"kind": "words"}])
def test_a_rehearsal_is_of_one_rule(rehearsals: Rehearsals, given: dict[str, Any]) -> None:
    body = {"site": "daily", **given}

    answer = rehearsals.world.call("POST", "/moderation/rehearsals", json=body)

    assert problem(answer) == (400, "invalid")
