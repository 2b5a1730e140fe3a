"""Rules at the desk: made, tried, switched on and taken away, by forms alone."""

import re
from html import unescape
from typing import Any

import pytest

from comments_service.actions import working
from tests.edge.moderator.desk.browser import Desk
from tests.edge.moderator.world import World

pytestmark = pytest.mark.slow

CASINOS = {"site": "daily", "kind": "words", "name": "Casinos", "phrases": "casino\r\nroulette*"}
GIVEN = {
    "words": {"phrases": "cheap watches"},
    "links": {"hosts": "spam.example.org", "which": "others", "subdomains": "yes", "most": ""},
    "personal_data": {"kinds_phone": "yes", "kinds_card": "yes"},
    "duplicates": {"most": "3", "days": "5"},
}
KEPT = {
    "words": {"phrases": ["cheap watches"]},
    "links": {"hosts": ["spam.example.org"], "which": "others", "subdomains": True, "most": None},
    "personal_data": {"kinds": ["phone", "card"]},
    "duplicates": {"most": 3, "days": 5},
}


def rules_of(world: World) -> Any:
    return world.call("GET", "/moderation/rules?site=daily").get_json()["rules"]


def typed_in(page: str) -> dict[str, str]:
    """Return what the fields of a rule's form hold."""
    texts = re.findall(r'<textarea id="(\w+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    lines = re.findall(r'<input[^>]* name="(most|days)"[^>]* value="(\d*)"', page)
    marks = re.findall(r'type="checkbox" name="(\w+)" value="(yes)" checked', page)
    chosen = re.findall(r'<select id="(\w+)".*?value="(\w+)" selected', page, re.DOTALL)
    return {name: unescape(value) for name, value in (*texts, *lines, *marks, *chosen)}


@pytest.mark.parametrize("of", sorted(GIVEN))
def test_a_rule_is_made_as_it_was_typed_and_shown_again(world: World, desk: Desk, of: str) -> None:
    form = {"site": "daily", "kind": of, "name": "Ours", **GIVEN[of]}

    saved = desk.send("/desk/rules", **form)

    (rule,) = rules_of(world)
    assert (rule["kind"], rule["state"], rule["settings"]) == (of, "off", KEPT[of])
    assert desk.said(saved).startswith("The rule is saved")
    assert typed_in(desk.get(f"/desk/rules/{rule['id']}")) == GIVEN[of]


def test_a_rule_is_switched_on_and_its_finding_is_said_in_the_queue(
    world: World, desk: Desk
) -> None:
    desk.send("/desk/rules", **CASINOS)
    desk.send("/desk/rules", **CASINOS, rule="1", state="on")

    posted, _ = world.post("A casino")

    assert world.ids("held") == [posted]
    assert "It says “casino” (rule: Casinos)" in desk.get("/desk")
    assert world.queue("held")["items"][0]["why"] == ["It says “casino” (rule: Casinos)"]
    assert "Casinos" in desk.get("/desk/rules")


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_typed_twice(
    world: World, desk: Desk
) -> None:
    answer = desk.send("/desk/rules", **{**CASINOS, "phrases": "casino\r\n!!"})

    assert answer.status_code == 400
    assert 'id="wrong-settings.phrases">holds what is no word and no phrase: !!' in answer.text
    assert typed_in(answer.text)["phrases"] == "casino\n!!"
    assert 'value="Casinos"' in answer.text
    assert rules_of(world) == []


def test_a_rule_is_rehearsed_before_it_is_saved(world: World, desk: Desk) -> None:
    posted, _ = world.post("A <b>casino</b>", author={"name": "Ines"})

    asked = desk.send("/desk/rehearsals", **CASINOS, within="7")
    waiting = desk.client.get(asked.headers["Location"]).text
    with world.app.app_context():
        assert working.next_one()
    page = desk.client.get(asked.headers["Location"]).text

    assert "it waits for its turn" in waiting.lower()
    assert "It would have held</dt><dd>1</dd>" in page
    assert f'href="/desk/comments/{posted}">Ines' in page
    assert "It says “casino”" in page
    assert "A &lt;b&gt;casino&lt;/b&gt;" in page
    assert rules_of(world) == []
    assert "Words and phrases, 7 days" in desk.get("/desk/rules")
    again = unescape(re.findall(r'class="button" href="([^"]+)">Make a rule of it', page)[0])
    assert typed_in(desk.client.get(again).text) == {"phrases": "casino\nroulette*"}


def test_from_a_rehearsal_one_comes_back_to_the_rule_as_it_was_tried(desk: Desk) -> None:
    desk.send("/desk/rules", **CASINOS)
    asked = desk.send("/desk/rehearsals", **{**CASINOS, "phrases": "poker"}, rule="1")

    page = desk.client.get(asked.headers["Location"]).text

    (back,) = re.findall(r'class="button" href="([^"]+)">Back to the rule', page)
    assert typed_in(desk.client.get(unescape(back)).text) == {"phrases": "poker"}
    assert typed_in(desk.get("/desk/rules/1")) == {"phrases": "casino\nroulette*"}


def test_a_rehearsal_of_no_rule_is_told_so(desk: Desk) -> None:
    answer = desk.send("/desk/rehearsals", site="daily", kind="personal_data", name="Nothing")

    assert answer.status_code == 400
    assert "must be a list of 1 to" in answer.text


def test_a_rule_is_removed(world: World, desk: Desk) -> None:
    desk.send("/desk/rules", **CASINOS)

    said = desk.said(desk.send("/desk/rules/1/remove", back="/desk/rules?site=daily"))

    assert said == "The rule is removed."
    assert rules_of(world) == []


def test_a_rule_of_every_site_is_made_by_who_reaches_all(
    world: World, desk: Desk, admin: Desk
) -> None:
    assert desk.send("/desk/rules", **CASINOS, everywhere="yes").status_code == 403
    admin.send("/desk/rules", **CASINOS, everywhere="yes")

    (rule,) = rules_of(world)
    assert rule["site"] is None
    assert "Only who reaches every site" in desk.get(f"/desk/rules/{rule['id']}")
    assert desk.send("/desk/rules", **CASINOS, rule=rule["id"]).status_code == 404
    assert desk.send(f"/desk/rules/{rule['id']}/remove").status_code == 404


def test_what_is_another_sites_is_as_if_absent(world: World, desk: Desk, admin: Desk) -> None:
    admin.send("/desk/rules", **{**CASINOS, "site": "weekly"})
    admin.send("/desk/rehearsals", **{**CASINOS, "site": "weekly"})

    assert desk.client.get("/desk/rules/1").status_code == 404
    assert desk.client.get("/desk/rehearsals/1").status_code == 404
    assert desk.client.get("/desk/rules?site=weekly").status_code == 404
    assert desk.send("/desk/rules", **{**CASINOS, "site": "weekly"}).status_code == 404


def test_a_hook_is_made_by_an_administrator_and_not_rehearsed(
    world: World, desk: Desk, admin: Desk
) -> None:
    hook = {"site": "daily", "kind": "hook", "name": "Judge", "url": "https://judge.example.org/"}

    assert desk.send("/desk/rules", **hook).status_code == 403
    assert admin.send("/desk/rules", **hook).status_code == 303

    (rule,) = rules_of(world)
    assert rule["settings"] == {"url": "https://judge.example.org/"}
    assert "Rehearse</button>" not in admin.get(f"/desk/rules/{rule['id']}")
    assert admin.send("/desk/rehearsals", **hook).status_code == 400
    assert desk.send("/desk/rules", **{**CASINOS, "rule": rule["id"]}).status_code == 403
    assert desk.send(f"/desk/rules/{rule['id']}/remove").status_code == 403
    assert "Save the rule</button>" not in desk.get(f"/desk/rules/{rule['id']}")
