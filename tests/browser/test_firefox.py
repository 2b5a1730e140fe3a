"""The essentials in Firefox: the readers are those of Chromium's tests, and as strictly watched."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Demo, Reader, Readers, adopted, shoot
from tests.browser.hosts import STRICTEST, address, element, fragment, link, script
from tests.browser.test_keyboard import button, field, press, tab_to, thread
from tests.browser.test_keyboard import link as link_named
from tests.browser.test_lifecycle import visit
from tests.loud import Loud
from tests.services import firefox as firefox_service
from tests.services import waiting

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def firefox(loud: Loud, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A real Firefox, one a session, of somebody who likes it dark."""
    folder = tmp_path_factory.mktemp("firefox")
    with loud.started("Firefox", firefox_service.browser(folder)) as browser:
        yield browser


@pytest.fixture
def engine(firefox: Browser) -> Browser:
    return firefox


def test_a_strict_page_is_read_sorted_gone_through_and_voted_on(
    demo: Demo, reader: Readers
) -> None:
    thread(demo, "firefox-reading")
    somebody = reader()
    included = fragment(somebody, demo, "firefox-reading")
    page = somebody.open(address(demo, element("firefox-reading", included), policy=STRICTEST))
    adopted(page)
    assert somebody.embedded() == ["GET embed.js"]
    expect(page.get_by_role("heading", name="7 comments")).to_be_visible()

    link_named(page, "Oldest").click()
    expect(link_named(page, "Oldest")).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="Show 2 more replies").click()
    expect(page.get_by_text("Answer 4")).to_be_visible()
    like = page.get_by_role("button", name="Like the comment by Ann").first
    with page.expect_response("**/embed/v1/act"):
        like.click()
    expect(like).to_have_attribute("aria-pressed", "true")
    expect(like).to_contain_text("1")

    nothing_wrong(demo, somebody, page)
    shoot(page, "firefox-reading")


def test_a_comment_and_a_reply_are_written_by_keyboard(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    page = somebody.open(address(demo, element("firefox-writing"), policy=STRICTEST))
    expect(link_named(page, "Write a comment")).to_be_visible()

    press(page, link_named(page, "Write a comment"))
    expect(field(page)).to_be_focused()
    page.keyboard.type("By keys alone")
    tab_to(page, field(page, "Your name"))
    page.keyboard.type("Dora")
    press(page, button(page, "Post"), "Space")
    expect(page.get_by_role("article").filter(has_text="By keys alone")).to_be_focused()

    press(page, link_named(page, "Reply to Dora"))
    page.keyboard.type("An answer by keys")
    press(page, button(page, "Post"))
    expect(page.get_by_role("article").filter(has_text="An answer by keys")).to_be_focused()
    expect(page.get_by_role("heading", name="2 comments")).to_be_visible()

    nothing_wrong(demo, somebody, page)
    shoot(page, "firefox-writing")


def nothing_wrong(demo: Demo, somebody: Reader, page: Page) -> None:
    """See that all was well; a picture is taken after that, and not before."""
    assert [told for told in demo.publisher.reports if page.url in told] == []
    somebody.calm()
    # For a picture Playwright puts a style into the page, and Firefox does not let it.
    somebody.expect("blocked an inline style")


def test_the_element_comes_goes_and_comes_again(demo: Demo, reader: Readers) -> None:
    """A single-page app takes it away with each article, and puts the last one back."""
    somebody = reader()
    page = somebody.open(address(demo, "<main></main>", policy=STRICTEST))

    visit(page, range(2))
    page.evaluate("window.gone = document.querySelector('comment-thread'); gone.remove()")
    asked = somebody.embedded()
    page.evaluate("document.querySelector('main').append(gone)")

    expect(page.get_by_role("heading", name="2 comments")).to_be_visible()
    assert somebody.embedded() == asked == ["GET embed.js", "GET thread", "GET thread"]


def test_our_own_page_is_dark_and_from_right_to_left(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    page = somebody.open(demo.thread("night-trams", lang="ar"))
    adopted(page)

    page.get_by_role("link", name="اكتب تعليقًا").click()

    expect(page.get_by_role("textbox", name="تعليقك")).to_be_focused()
    title = page.locator(".ct-title")
    expect(title).to_have_css("direction", "rtl")
    assert min(page.evaluate(INK)) > 200
    nothing_wrong(demo, somebody, page)
    shoot(page, "firefox-right-to-left-dark")


INK = "getComputedStyle(document.documentElement).color.match(/\\d+/g).slice(0, 3).map(Number)"


def test_what_breaks_a_policy_is_reported_by_firefox_too(demo: Demo, reader: Readers) -> None:
    """The counter-proof, as for Chromium."""
    somebody = reader()
    somebody.expect("blocked a script")
    page = somebody.open(
        demo.publisher.publish(
            script(demo) + element("lighthouse", link(demo, "lighthouse")),
            policy="default-src 'none'",
        )
    )

    def reported() -> bool:
        return any(page.url in told and "embed.js" in told for told in demo.publisher.reports)

    waiting.until(reported, "the browser reports")
    expect(page.get_by_role("link", name="Read the comments")).to_be_visible()
