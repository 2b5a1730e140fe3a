"""While the comments come, and when they do not: there is always something to read or to press."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Demo, Reader, Readers, shoot
from tests.browser.embedding import address, element, script
from tests.browser.patience import held

pytestmark = pytest.mark.browser

WONDER = 6_500  # ms, more than a reader waits without a word


def slowly(somebody: Reader, demo: Demo) -> tuple[Page, list[Route]]:
    """Open a page whose thread comes when the test lets it."""
    page = somebody.blank()
    page.clock.install()
    waiting = held(page, "**/embed/v1/thread*")
    with page.expect_request("**/embed/v1/thread*"):
        page.goto(address(demo, script(demo), element("lighthouse")))
    return page, waiting


def test_a_slow_thread_says_so_and_comes_all_the_same(demo: Demo, reader: Readers) -> None:
    page, waiting = slowly(reader(), demo)
    page.clock.run_for(WONDER)
    expect(page.get_by_role("status")).to_contain_text("The comments are slow to load.")
    shoot(page, "slow")

    waiting[0].continue_()

    expect(page.get_by_role("heading", name="4 comments")).to_be_visible()
    expect(page.get_by_text("slow to load")).to_have_count(0)


def test_who_tries_again_is_led_to_what_came(demo: Demo, reader: Readers) -> None:
    page, waiting = slowly(reader(), demo)
    page.clock.run_for(WONDER)

    with page.expect_request("**/embed/v1/thread*"):
        page.get_by_role("button", name="Try again").press("Enter")
    page.clock.run_for(WONDER)
    page.get_by_role("button", name="Try again").focus()
    waiting[1].continue_()

    expect(page.get_by_role("heading", name="4 comments")).to_be_focused()


def test_a_refusal_is_said_and_can_be_tried_again(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    somebody.expect("Failed to load resource")
    page = somebody.blank()
    page.route(
        "**/embed/v1/thread*",
        lambda route: route.fulfill(
            status=503,
            content_type="text/html",
            headers={
                "Access-Control-Allow-Origin": "*",
                "Access-Control-Expose-Headers": "Date",
            },
            body="<section data-ct data-code=busy lang=en><p>The service is busy.</p></section>",
        ),
        times=1,
    )

    page.goto(address(demo, script(demo), element("lighthouse")))
    expect(page.get_by_text("The service is busy.")).to_be_visible()
    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("heading", name="4 comments")).to_be_visible()


def test_a_connection_that_comes_back_is_used(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    somebody.expect("Failed to load resource")
    page = somebody.blank()
    page.route("**/embed/v1/thread*", lambda route: route.abort(), times=1)
    page.goto(address(demo, script(demo), element("lighthouse")))
    expect(page.get_by_text("The comments could not be loaded.")).to_be_visible()

    page.evaluate("dispatchEvent(new Event('online'))")

    expect(page.get_by_role("heading", name="4 comments")).to_be_visible()
