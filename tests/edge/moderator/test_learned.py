"""A filter that learns from decisions over HTTP: taught, taken back, and going by it."""

import pytest

from comments_service.actions import teaching
from comments_service.storage import filters
from tests.edge.moderator.school import OFFER, TALK, School
from tests.edge.moderator.world import problem

RULE = {"site": "daily", "kind": "learned", "name": "Spam", "settings": {"threshold": 80}}


def test_what_moderators_decide_is_learned_and_taken_back_by_undo(school: School) -> None:
    spam = school.decide(OFFER, "spam")
    honest = school.decide(TALK, "approve")
    school.decide("Off topic", "reject")
    school.decide("Who knows", "hold")
    school.teach()
    assert school.known() == (1, 1)

    school.world.undo(spam)
    school.world.decide(honest, "spam")
    school.teach()

    assert school.known() == (1, 0)


def test_what_is_undone_is_forgotten_as_it_was_written_then(school: School) -> None:
    posted, token = school.world.post(OFFER)
    school.world.decide(posted, "approve")
    school.teach()
    school.world.edit(posted, token, "Something else")
    school.world.undo(posted)
    school.teach()

    with school.world.app.app_context():
        found = filters.known(1)

    assert school.known() == (0, 0)
    assert not any(found.own.honest.counts)
    assert not any(found.everywhere.honest.counts)


def test_it_is_taught_a_few_decisions_at_a_time(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teaching, "AT_ONCE", 2)
    posted = [school.decide(f"{OFFER} {at}", "spam") for at in range(3)]
    school.world.undo(posted[0])

    school.teach()

    assert school.known() == (2, 0)


def test_later_decisions_are_judged_by_what_it_knew_before(school: School) -> None:
    school.lessons()
    assert school.state()["judged"] == 0

    school.decide(f"{OFFER}!", "spam")
    school.decide(f"{TALK}!", "approve")
    school.decide(f"{OFFER} again", "approve")
    school.teach()

    state = school.state()
    assert (state["ready"], state["judged"]) == (True, 3)
    (point,) = (one for one in state["curve"] if one["threshold"] == 50)
    assert (point["held"], point["right"], point["spam"]) == (2, 1, 1)
    assert (point["precision"], point["recall"]) == (0.5, 1)


def test_a_comment_says_what_weighs_in_it(school: School) -> None:
    posted, _ = school.world.post("Visit my channel")
    assert school.score(posted) == {"score": None, "telling": []}

    school.lessons()

    told = school.score(posted)
    assert told["score"] > 80
    assert {"visit", "channel"} <= {one["words"] for one in told["telling"]}
    assert all(one["weight"] > 0 for one in told["telling"])


def test_a_rule_that_goes_by_the_score_holds_and_says_why(school: School) -> None:
    school.lessons()
    school.world.call("POST", "/moderation/rules", json={**RULE, "state": "on"})

    spam, _ = school.world.post("Visit my channel")
    school.world.post("They mended the bridge")

    assert school.world.ids("held") == [spam]
    (reason,) = school.world.queue("held")["items"][0]["why"]
    assert reason.startswith("It reads like what was marked as spam, by ")
    assert "channel" in reason
    assert reason.endswith("(rule: Spam)")


def test_in_shadow_the_score_is_counted_and_holds_nothing(school: School) -> None:
    school.lessons()
    school.world.call("POST", "/moderation/rules", json={**RULE, "state": "shadow"})

    school.world.post("Visit my channel")

    assert school.world.ids("held") == []
    (rule,) = school.world.call("GET", "/moderation/rules?site=daily").get_json()["rules"]
    assert (rule["held"], rule["counted"]) == (0, 1)


def test_what_reads_like_spam_comes_first_in_the_queue(school: School) -> None:
    school.lessons()
    honest, _ = school.world.post("They mended the bridge")
    spam, _ = school.world.post("Visit my channel")
    for posted in (honest, spam):
        school.world.report(posted)

    items = school.world.queue("reported")["items"]

    assert [one["comment"]["id"] for one in items] == [spam, honest]
    assert items[0]["comment"]["spamness"] > 80
    assert any(one.startswith("It reads like spam, by ") for one in items[0]["why"])
    assert not any(one.startswith("It reads like spam, by ") for one in items[1]["why"])


def test_sites_learn_for_themselves_over_what_all_have_learned(school: School) -> None:
    school.lessons()
    key = school.world.new_key("weekly")

    there = school.state("weekly", key)

    assert (there["spams"], there["honests"], there["ready"]) == (0, 0, True)
    answer = school.world.call("GET", "/moderation/filter?site=weekly")
    assert problem(answer) == (404, "site_unknown")
