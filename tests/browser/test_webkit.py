"""The essentials in WebKit, by its own driver: Playwright speaks with no WebKit but its own."""

from collections.abc import Iterator

import pytest
from selenium.webdriver import Keys

from tests.browser.conftest import Demo
from tests.browser.hosts import STRICTEST, address, element, link, script
from tests.browser.test_firefox import INK
from tests.browser.test_keyboard import thread
from tests.browser.window import Window
from tests.loud import Loud
from tests.services import waiting
from tests.services import webkit as webkit_service
from tests.services.webkit import WebKit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def webkit(loud: Loud, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebKit]:
    """A real WebKit, one a session, of somebody who likes it dark."""
    folder = tmp_path_factory.mktemp("webkit")
    with loud.started("WebKit", webkit_service.browser(folder)) as browser:
        yield browser


@pytest.fixture
def window(webkit: WebKit, demo: Demo) -> Iterator[Window]:
    """A page that logs, breaks its policy, asks a foreign origin or sets a cookie fails."""
    window = Window(webkit.driver)
    yield window
    # The next reader is somebody else.
    webkit.driver.execute_script("localStorage.clear()")
    assert window.heard() == []
    assert reported(demo, webkit.driver.current_url) == []
    assert [
        one for one in window.loaded() if not one.startswith((demo.url, demo.publisher.origin))
    ] == []
    assert webkit.driver.get_cookies() == []


def reported(demo: Demo, page: str) -> list[str]:
    """Return what was told of a page; an icon is what WebKit itself looks for."""
    return [one for one in demo.publisher.reports if page in one and "favicon.ico" not in one]


def test_a_strict_page_is_read_sorted_gone_through_and_voted_on(demo: Demo, window: Window) -> None:
    thread(demo, "webkit-reading")
    window.open(address(demo, element("webkit-reading"), policy=STRICTEST))

    window.reads(".ct-title", "7 comments")
    window.click(".ct-sort a[href*='sort=oldest']")
    window.reads(".ct-sort [aria-current]", "Oldest")
    window.click("a[data-do=branch]")
    window.reads(".ct-replies > li:last-child", "Answer 4")
    window.click(".ct-up:not(:disabled)")
    window.reads(".ct-up[aria-pressed=true]", "1")

    window.shoot("webkit-reading")


def test_a_comment_and_a_reply_are_written_by_keyboard(demo: Demo, window: Window) -> None:
    window.open(address(demo, element("webkit-writing"), policy=STRICTEST))
    window.reads(".ct-start", "Write a comment")

    window.tab_to("[data-do=write]")
    window.type(Keys.ENTER)
    window.gets_focus("textarea")
    window.type("By keys alone")
    window.tab_to("[name=name]")
    window.type("Dora")
    window.tab_to("[data-do=send]")
    window.type(Keys.SPACE)
    window.gets_focus("article")
    window.reads("article", "By keys alone")

    window.tab_to("[data-do=reply]")
    window.type(Keys.ENTER)
    window.gets_focus(".ct-list textarea")
    window.type("An answer by keys")
    window.tab_to("[data-do=send]")
    window.type(Keys.ENTER)
    window.gets_focus(".ct-replies article")
    window.reads(".ct-replies article", "An answer by keys")
    window.reads(".ct-title", "2 comments")

    window.shoot("webkit-writing")


def test_the_element_comes_goes_and_comes_again(demo: Demo, window: Window) -> None:
    """A single-page app takes it away with each article, and puts the last one back."""
    window.open(address(demo, "<main></main>", policy=STRICTEST))

    for article, count in (("night-trams", 28), ("lighthouse", 4)):
        window.browser.execute_script(VISIT, article)
        window.reads(".ct-title", f"{count} comments")
    before = window.loaded()
    window.browser.execute_script(AGAIN)

    window.reads(".ct-title", "4 comments")
    assert window.loaded() == before


VISIT = """
const thread = document.createElement("comment-thread");
thread.setAttribute("site", "demo");
thread.setAttribute("article", arguments[0]);
document.querySelector("main").replaceChildren(thread);
"""
AGAIN = """
const thread = document.querySelector("comment-thread");
thread.remove();
document.querySelector("main").append(thread);
"""


def test_our_own_page_is_dark_and_from_right_to_left(demo: Demo, window: Window) -> None:
    window.open(demo.thread("night-trams", lang="ar"))

    window.click("[data-do=write]")

    window.gets_focus("textarea")
    assert window.get(".ct-title").value_of_css_property("direction") == "rtl"
    assert min(window.browser.execute_script(f"return {INK}")) > 200
    window.shoot("webkit-right-to-left-dark")


def test_what_is_wrong_is_reported_and_heard_in_webkit_too(demo: Demo, webkit: WebKit) -> None:
    """The counter-proof, as for Chromium."""
    window = Window(webkit.driver)
    blocked = demo.publisher.publish(
        script(demo) + element("lighthouse", link(demo, "lighthouse")), policy="default-src 'none'"
    )

    window.open(blocked)
    waiting.until(lambda: bool(reported(demo, blocked)), "the browser reports")
    assert "/embed/v1/embed.js" in reported(demo, blocked)[0]

    window.open(address(demo, "<main></main>"))
    window.browser.execute_script(VISIT, "")
    waiting.until(lambda: bool(window.heard()), "the element says that it lacks an attribute")
