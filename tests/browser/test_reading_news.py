"""What others write meanwhile is told, and shown when the reader wants it."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Demo, Reader, Readers, adopted, post, shoot, violations
from tests.browser.embedding import address, element, script
from tests.browser.patience import MINUTE, eventually
from tests.browser.talk import say

pytestmark = pytest.mark.browser

SOON = 300  # ms, in which the browser has seen what is in view
HIDE = """hidden => {
    Object.defineProperty(document, 'hidden', { get: () => hidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
}"""


def heads(somebody: Reader) -> int:
    return sum("/api/v1/head?" in url for _, url in somebody.requests)


def opened(somebody: Reader, demo: Demo, article: str, below: str = "") -> Page:
    """Open a page of a publisher's that fetches the thread, with a clock that a test turns."""
    page = somebody.blank()
    page.clock.install()
    page.goto(address(demo, script(demo), f"<main>{element(article)}</main>", below))
    page.evaluate("document.querySelector('main').prepend(document.querySelector('h1'))")
    adopted(page)
    return page


def test_what_is_new_is_told_and_moves_nothing(demo: Demo, reader: Readers) -> None:
    say(demo, "news", "An old one")
    somebody = reader()
    page = opened(somebody, demo, "news")
    preflights: list[Any] = []
    watched = somebody.context.new_cdp_session(page)
    watched.send("Network.enable")
    watched.on(
        "Network.requestWillBeSent",
        lambda sent: preflights.append(sent) if sent.get("type") == "Preflight" else None,
    )
    old = page.get_by_role("article").filter(has_text="An old one")
    before = old.bounding_box()
    say(demo, "news", "A new one")
    say(demo, "news", "The newest")

    page.clock.run_for(MINUTE)

    pill = page.get_by_role("button", name="2 new comments")
    expect(pill).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("2 new comments")
    expect(page.get_by_text("A new one")).to_have_count(0)
    assert old.bounding_box() == before
    assert preflights == []
    shoot(page, "news")
    assert violations(page) == []

    pill.click()
    expect(page.locator("article:focus")).to_contain_text("The newest")
    expect(page.get_by_text("A new one")).to_be_visible()
    expect(page.get_by_role("heading", name="3 comments")).to_be_visible()
    expect(pill).to_have_count(0)


def test_nobody_asks_while_the_thread_is_out_of_sight(demo: Demo, reader: Readers) -> None:
    say(demo, "unseen-news", "Hello")
    somebody = reader()
    page = opened(somebody, demo, "unseen-news", "<div style='height:5000px'></div>")
    page.evaluate("scrollTo(0, 4000)")
    page.wait_for_timeout(SOON)
    page.clock.run_for(3 * MINUTE)
    assert heads(somebody) == 0

    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(SOON)
    page.clock.run_for(1_000)
    eventually(page, lambda: heads(somebody) == 1, "a first look")


def test_nobody_asks_while_the_page_is_hidden(demo: Demo, reader: Readers) -> None:
    say(demo, "hidden-news", "Hello")
    somebody = reader()
    page = opened(somebody, demo, "hidden-news")
    page.evaluate(HIDE, arg=True)
    page.clock.run_for(3 * MINUTE)
    assert heads(somebody) == 0

    page.evaluate(HIDE, arg=False)
    page.clock.run_for(1_000)
    eventually(page, lambda: heads(somebody) == 1, "a first look")


def test_what_one_writes_is_no_news(demo: Demo, reader: Readers) -> None:
    say(demo, "own-news", "Hello")
    page = opened(reader(), demo, "own-news")
    # What is routed is not kept: the browser would show the same answer for three seconds more.
    page.route("**/api/v1/head?*", lambda route: route.continue_())
    post(page, "Mine")

    with page.expect_response("**/api/v1/head?*"):
        page.clock.run_for(MINUTE)
    expect(page.locator(".ct-news")).to_have_count(0)

    say(demo, "own-news", "Not mine")
    page.clock.run_for(MINUTE)
    expect(page.get_by_role("button", name="1 new comment")).to_be_visible()


def test_what_one_writes_and_wrote_survives_the_news(demo: Demo, reader: Readers) -> None:
    say(demo, "kept-news", "Hello", name="Bob")
    page = opened(reader(), demo, "kept-news")
    page.get_by_role("link", name="Reply to Bob").click()
    page.get_by_role("textbox", name="Your comment").fill("half a thought")
    say(demo, "kept-news", "Meanwhile")
    page.clock.run_for(MINUTE)

    page.get_by_role("button", name="1 new comment").click()

    expect(page.get_by_text("Meanwhile")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your comment")).to_have_value("half a thought")
