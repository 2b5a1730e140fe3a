"""The desk in a real Chromium: whole without a script, readable for everybody, harmless."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from comments_service.actions import administering
from tests.edge.moderator.world import World
from tests.services.live import served

pytestmark = pytest.mark.browser

PAGES = ["/desk", "/desk?queue=spam", "/desk/comments/1", "/desk/comments/2", "/desk/log"]
PAGES += [
    "/desk?said=approved&about=1&decision=1",
    "/desk/site",
    "/desk/sign-in",
    "/desk/sign-in?link=x",
    "/desk/comments/4711",
]
LOOKS = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "narrow": {"color_scheme": "light", "viewport": {"width": 320, "height": 640}},
    "narrow and dark": {"color_scheme": "dark", "viewport": {"width": 320, "height": 640}},
}
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=https://evil.example.org/x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "[x](javascript:alert%281%29)",
    "{{ 7 * 191 }}",
]


@dataclass
class Seen:
    """What a page did that no page of the desk may do."""

    base: str
    wrong: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> Page:
        page.on("dialog", lambda dialog: self.wrong.append(f"dialog: {dialog.message}"))
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", self.follow)
        return page

    def hear(self, said: ConsoleMessage) -> None:
        # Chromium notes an answer of 4xx in its console too; the tests ask for some of those.
        if "Failed to load resource" not in said.text:
            self.wrong.append(said.text)

    def follow(self, request: Request) -> None:
        if not request.url.startswith(self.base):
            self.wrong.append(request.url)


@dataclass
class Room:
    """A served desk, and browsers at it that are signed in or not."""

    world: World
    browser: Browser
    base: str
    seen: Seen

    def page(self, *, script: bool = False, **look: Any) -> Page:
        context = self.browser.new_context(base_url=self.base, java_script_enabled=script, **look)
        context.set_default_timeout(20_000)
        return self.seen.watch(context.new_page())

    def signed_in(self, *, script: bool = False, **look: Any) -> Page:
        with self.world.app.app_context():
            link = administering.sign_in_token("Dana")
        page = self.page(script=script, **look)
        page.goto(f"/desk/sign-in?link={link}")
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("button", name="Sign out").wait_for()
        page.wait_for_load_state()
        return page


@pytest.fixture
def settings(settings: dict[str, str]) -> dict[str, str]:
    return {
        **settings,
        "COMMENTS_POSTING_LIMIT": "1000 per minute",
        "COMMENTS_LIMITS_FACTOR": "100",
    }


@pytest.fixture
def room(app: Flask, chromium: Browser) -> Iterator[Room]:
    world = World(app, app.test_client(), "")
    world.site("daily", moderation="pre")
    world.site("weekly")
    world.key = world.new_key(None)
    with app.app_context():
        administering.invite("Dana", None, "admin")
    with served(app) as base:
        yield Room(world, chromium, base, Seen(base))
    for context in chromium.contexts:
        context.close()


def furnish(world: World) -> None:
    """Give every part of every page something to show."""
    first, _ = world.post("A **claim** of https://example.org/x", author={"name": "Ines"})
    world.decide(first, "approve", reason="Fair")
    reply, token = world.post("An answer\n\n- with\n- a list", parent=first)
    world.edit(reply, token, "Another answer with [a link](https://example.org/y)")
    world.report(first, "abuse", "Look at the tone")
    world.call("PUT", f"/moderation/comments/{first}/pin")


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
    assert page.get_by_text("Call 555 0100").is_visible()
    assert room.seen.wrong == []


def test_policies_are_changed_without_a_script(room: Room) -> None:
    page = room.signed_in()
    page.goto("/desk/site?site=daily")

    page.get_by_label("Comments appear").select_option("post")
    page.get_by_role("button", name="Save the policies").click()

    posted, _ = room.world.post()
    assert [one["id"] for one in room.world.page()["comments"]] == [posted]


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_overflows(room: Room, look: str) -> None:
    furnish(room.world)
    page = room.signed_in(script=True, **LOOKS[look])

    found = {}
    for path in PAGES:
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        violations = Axe().run(page).response["violations"]
        found[path] = (width <= 0, [each["id"] for each in violations])

    assert found == dict.fromkeys(PAGES, (True, []))
    assert room.seen.wrong == []


def test_by_keyboard_a_decision_is_taken_and_what_was_done_is_in_focus(room: Room) -> None:
    room.world.post("Good morning", author={"name": "Ines"})
    page = room.signed_in(script=True)

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
