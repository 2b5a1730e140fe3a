"""The desk in a real Chromium: whole without a script, readable for everybody, harmless."""

import re
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.browser.conftest import shoot, violations
from tests.browser.desk.rooms import Room
from tests.edge.moderator.test_batches import worked
from tests.edge.moderator.world import ARTICLE, World, bearer

pytestmark = pytest.mark.browser

# Every page of the desk is looked at; here are the other states that one can be in.
STATES = {
    "/desk": [
        *("/desk?queue=spam", "/desk?queue=mine", "/desk?queue=search&words=answer"),
        "/desk?said=approved&about=1&decision=1",
    ],
    "/desk/comments/<id:comment_id>": ["/desk/comments/2", "/desk/comments/4711"],
    "/desk/site": ["/desk/site?section=sport", "/desk/site?article=budget-2026"],
    "/desk/thread": ["/desk/thread?article=budget-2026"],
    "/desk/sign-in": ["/desk/sign-in?link=x"],
    "/desk/bulk": ["/desk/bulk?ids=1&ids=2", "/desk/bulk?queue=reported"],
    "/desk/bans": ["/desk/bans?which=all"],
    "/desk/bans/new": ["/desk/bans/new?comment=1", "/desk/bans/new?author=1"],
    "/desk/people/<id:author_id>": ["/desk/people/2"],
}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "narrow": {"color_scheme": "light", "viewport": {"width": 320, "height": 640}},
    "narrow and dark": {"color_scheme": "dark", "viewport": {"width": 320, "height": 640}},
}
# A page's address as the name of its picture.
NAMED = str.maketrans("/?=& ", "-----")
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=https://evil.example.org/x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "[x](javascript:alert%281%29)",
    "{{ 7 * 191 }}",
]


def furnish(world: World) -> None:
    """Give every part of every page something to show."""
    first, _ = world.post("A **claim** of https://example.org/x", author={"name": "Ines"})
    world.decide(first, "approve", reason="Fair")
    reply, token = world.post("An answer\n\n- with\n- a list", parent=first)
    world.edit(reply, token, "Another answer with [a link](https://example.org/y)")
    world.report(first, "abuse", "Look at the tone")
    world.call("PUT", f"/moderation/comments/{first}/pin")
    batch = {"site": "daily", "action": "hold", "ids": [reply]}
    world.call("POST", "/moderation/batches", json=batch)
    worked(world)
    world.call("POST", "/moderation/people/1/notes", json={"text": "Known from *before*"})
    for what in (
        {"kind": "author", "comment_id": reply},
        {"kind": "range", "cidr": "192.0.2.0/24"},
    ):
        ban = {"site": "daily", "reason": "Insults", "ends_at": "2035-01-01T00:00:00Z", **what}
        world.call("POST", "/moderation/bans", json=ban)


def test_a_held_comment_is_approved_and_taken_back_without_a_script(room: Room) -> None:
    posted, _ = room.world.post("Good *morning*", author={"name": "Ines"})
    page = room.signed_in()

    item = page.get_by_role("article", name="Ines")
    item.get_by_label("Reason").fill("A kind word")
    item.get_by_role("button", name="Approve").click()
    told = page.get_by_role("status").inner_text()
    seen = [one["id"] for one in room.world.page()["comments"]]
    page.get_by_role("button", name="Undo").click()

    assert "Approved" in told
    assert seen == [posted]
    assert "Taken back" in page.get_by_role("status").inner_text()
    assert room.world.page()["comments"] == []
    assert page.get_by_role("article", name="Ines").is_visible()
    assert room.seen.wrong == []


def test_every_deed_on_a_comment_is_done_without_a_script(room: Room) -> None:
    posted, _ = room.world.post("Call 555 0100", author={"name": "Ines"})
    page = room.signed_in()
    page.get_by_role("link", name="Ines").click()
    page.get_by_role("button", name="Approve").click()

    page.get_by_role("button", name="Pin to the first page").click()
    page.get_by_text("Take something out of the text").click()
    page.get_by_label("The text as it shall stand").fill("Call me")
    page.get_by_role("button", name="Save the redacted text").click()
    page.get_by_label("Your reply").fill("Thank you, Ines.")
    page.get_by_role("button", name="Reply").click()
    page.get_by_role("button", name="Close the thread").click()

    thread = room.world.page()
    (shown,) = thread["comments"]
    assert thread["article"]["locked"] is True
    assert [one["id"] for one in thread["pinned"]] == [posted]
    assert shown["html"] == "<p>Call me</p>"
    assert [one["author"]["badge"] for one in shown["replies"]] == ["Staff"]
    assert page.get_by_text("Call 555 0100", exact=True).is_visible()
    assert room.seen.wrong == []


def test_many_are_found_decided_about_and_taken_back_without_a_script(room: Room) -> None:
    ids = [room.world.post(f"{name} sells", author={"name": name})[0] for name in ("Ann", "Ben")]
    room.world.post("Good morning", author={"name": "Cleo"})
    page = room.signed_in()

    page.get_by_label("Words, a name or a number").fill("sells")
    page.get_by_role("button", name="Search", exact=True).click()
    assert page.locator("[data-comment]").count() == len(ids)
    for name in ("Ann", "Ben"):
        page.get_by_label(f"Select the comment of {name}").check()
    page.get_by_role("button", name="Decide about the selected").click()
    page.get_by_label("Reason").fill("Advertising")
    page.get_by_role("button", name="Spam").first.click()
    worked(room.world)
    spam = sorted(room.world.ids("spam"))
    page.get_by_role("link", name="Look again").click()
    page.get_by_role("button", name="Undo all of it").click()
    worked(room.world)

    assert spam == ids
    assert len(room.world.ids("held")) == len(ids) + 1
    assert room.seen.wrong == []


def test_from_the_log_a_decision_is_taken_back_without_a_script(room: Room) -> None:
    posted, _ = room.world.post()
    room.world.decide(posted, "reject")
    page = room.signed_in()

    page.get_by_role("link", name="Log").click()
    page.get_by_role("button", name="Undo").click()

    assert "Taken back" in page.get_by_role("status").inner_text()
    assert room.world.ids("held") == [posted]


def test_policies_are_changed_without_a_script(room: Room) -> None:
    page = room.signed_in()
    page.goto("/desk/site?site=daily")

    page.get_by_label("Comments appear").select_option("post")
    page.get_by_role("button", name="Save the policies").click()

    posted, _ = room.world.post()
    assert [one["id"] for one in room.world.page()["comments"]] == [posted]


def test_an_author_is_banned_noted_and_forgiven_without_a_script(room: Room) -> None:
    _, token = room.world.post("Go away", author={"name": "Ines"})
    page = room.signed_in()
    page.get_by_role("link", name="Ines").click()
    page.get_by_role("link", name="Ban …").click()
    page.get_by_label("Reason").fill("Insults")
    page.get_by_role("button", name="Ban").click()
    body = {"site": "daily", "article": ARTICLE, "text": "Again"}
    again = room.world.client.post("/api/v1/comments", json=body, headers=bearer(token))

    page.get_by_role("link", name="All that is known of Ines").click()
    page.get_by_label("A note for the other moderators").fill("Has written by mail")
    page.get_by_role("button", name="Keep the note").click()
    page.get_by_role("button", name="Lift the ban no. 1").click()

    assert again.get_json()["code"] == "banned"
    assert "The ban is lifted" in page.get_by_role("status").inner_text()
    assert page.get_by_text("Has written by mail").is_visible()
    assert room.seen.wrong == []


def pages(app: Flask) -> list[str]:
    """Return the addresses of every page of the desk, in every state; a file is no page."""
    found: list[str] = []
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        is_page = rule.rule.startswith("/desk") and "." not in rule.rule
        if is_page and "GET" in (rule.methods or ()):
            found += [re.sub("<[^>]+>", "1", rule.rule), *STATES.get(rule.rule, [])]
    return found


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_overflows(room: Room, look: str) -> None:
    furnish(room.world)
    page = room.signed_in(script=True, **LOOKS[look])
    paths = pages(room.world.app)

    found = {}
    for path in paths:
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[path] = (width <= 0, violations(page))
        shoot(page, f"desk {look} {path}".translate(NAMED))

    assert found == dict.fromkeys(paths, (True, []))
    assert room.seen.wrong == []


def test_by_keyboard_a_decision_is_taken_and_what_was_done_is_in_focus(room: Room) -> None:
    room.world.post("Good morning", author={"name": "Ines"})
    page = room.signed_in()

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.get_by_role("button", name="Approve").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**said=approved**")

    # A page is loaded before what begins in focus has it.
    expect(page.get_by_role("status")).to_be_focused()


def test_what_is_hostile_does_nothing_and_stays_readable(room: Room) -> None:
    for number, text in enumerate(HOSTILE):
        posted, _ = room.world.post(
            text, author={"name": text[:80]}, title=text, article=f"{number} {text}"
        )
        room.world.decide(posted, "approve", reason=text)
        room.world.report(posted, "other", text)
    page = room.signed_in(script=True)

    page.goto("/desk?queue=reported")
    shown = page.inner_text("main")
    for number in range(1, len(HOSTILE) + 1):
        page.goto(f"/desk/comments/{number}")
    page.goto("/desk/log")

    assert [text for text in HOSTILE if text not in shown] == []
    assert room.seen.wrong == []
