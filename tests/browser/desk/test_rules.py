"""Rules, their rehearsals and the learned score at the desk, in a real Chromium."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from comments_service.actions import working
from tests.browser.desk.rooms import Room
from tests.browser.desk.test_pages import LOOKS
from tests.edge.moderator.school import OFFER, TALK, School

pytestmark = pytest.mark.browser

PAGES = [
    "/desk/rules",
    "/desk/rules/new?kind=links",
    "/desk/rules/new?kind=personal_data",
    "/desk/rules/1",
    "/desk/rehearsals/1",
    "/desk/rehearsals/2",
    "/desk/filter",
    "/desk/comments/1",
]
CASINOS: dict[str, Any] = {"kind": "words", "settings": {"phrases": ["channel", "casino*"]}}


def furnish(room: Room) -> None:
    """Give every part of these pages something to show: the second rehearsal is still to come."""
    school = School(room.world)
    school.lessons()
    for at in range(20):
        school.decide(f"{OFFER} {TALK if at % 5 == 0 else ''} {at}!", "spam")
        school.decide(f"{TALK} {OFFER if at % 4 == 0 else ''} {at}!", "approve")
    school.teach()
    rule = {**CASINOS, "site": "daily", "name": "Casinos", "state": "shadow"}
    room.world.call("POST", "/moderation/rules", json=rule)
    rehearse(room)
    with room.world.app.app_context():
        working.next_one()
    rehearse(room)


def rehearse(room: Room) -> None:
    room.world.call("POST", "/moderation/rehearsals", json={**CASINOS, "site": "daily"})


def test_axe_finds_nothing_and_nothing_overflows(room: Room) -> None:
    furnish(room)

    found = {}
    for name, look in LOOKS.items():
        page = room.signed_in(script=True, **look)
        for path in PAGES:
            page.goto(path)
            width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            violations = Axe().run(page).response["violations"]
            found[name, path] = (width <= 0, [each["id"] for each in violations])

    assert found == dict.fromkeys(found, (True, []))
    assert room.seen.wrong == []


def test_a_rule_is_rehearsed_and_switched_on_without_a_script(room: Room) -> None:
    posted, _ = room.world.post("Come to the casino", author={"name": "Ines"})
    room.world.decide(posted, "approve")
    page = room.signed_in()
    page.get_by_role("link", name="Rules").click()
    page.get_by_role("link", name="Words and phrases").click()

    page.get_by_label("Name").fill("Casinos")
    page.get_by_label("Words and phrases").fill("casino*\nroulette")
    page.get_by_role("button", name="Rehearse").click()
    with room.world.app.app_context():
        assert working.next_one()
    page.get_by_role("link", name="Look again").click()
    mistakes = page.get_by_role("region", name="Its worst mistakes").inner_text()
    page.get_by_role("link", name="Make a rule of it").click()
    page.get_by_label("Name").fill("Casinos")
    page.get_by_label("On: what it finds waits").check()
    page.get_by_role("button", name="Save the rule").click()

    assert "Ines" in mistakes
    assert "It says “casino*”" in mistakes
    assert "The rule is saved" in page.get_by_role("status").inner_text()
    held, _ = room.world.post("The casinos of the coast")
    page.goto(f"/desk/comments/{held}")
    assert page.get_by_text("It says “casino*” (rule: Casinos)").is_visible()
    assert room.seen.wrong == []
