"""What a reader has typed is never lost, and a thread that does not load says so."""

from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Demo, Readers, post, shoot

pytestmark = pytest.mark.browser

TEXT = "An hour of thinking"


def failing(status: int, **headers: str) -> Any:
    def answer(route: Route) -> None:
        route.fulfill(
            status=status,
            headers=headers,
            content_type="text/html",
            body=f"<section data-ct data-code='x'><p>said by {status}</p></section>",
        )

    return answer


@pytest.mark.parametrize("status", [403, 409, 413, 500])
def test_a_refusal_is_said_and_the_text_stays(demo: Demo, reader: Readers, status: int) -> None:
    somebody = reader()
    somebody.expect("Failed to load resource")
    page = somebody.open(demo.thread("refused"))
    page.route("**/embed/v1/comments", failing(status))

    page.get_by_role("link", name="Write a comment").click()
    page.get_by_role("textbox", name="Your comment").fill(TEXT)
    page.get_by_role("button", name="Post", exact=True).click()

    expect(page.get_by_role("alert").filter(has_text=f"said by {status}")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your comment")).to_have_value(TEXT)
    expect(page.get_by_role("button", name="Post", exact=True)).to_be_enabled()


def test_somebody_elses_error_page_is_no_answer(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    somebody.expect("Failed to load resource")
    page = somebody.open(demo.thread("refused"))
    page.route(
        "**/embed/v1/comments",
        lambda route: route.fulfill(status=502, content_type="text/html", body="<h1>Bad Gateway"),
    )

    page.get_by_role("link", name="Write a comment").click()
    page.get_by_role("textbox", name="Your comment").fill(TEXT)
    page.get_by_role("button", name="Post", exact=True).click()

    expect(page.get_by_role("alert").filter(has_text="Your text is still here")).to_be_visible()
    expect(page.get_by_text("Bad Gateway")).to_have_count(0)


def test_too_many_counts_down_and_then_sends(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    somebody.expect("Failed to load resource")
    page = somebody.open(demo.thread("too-many"))
    page.route("**/embed/v1/comments", failing(429, **{"Retry-After": "2"}), times=1)
    button = page.get_by_role("button", name="Post", exact=True)

    page.get_by_role("link", name="Write a comment").click()
    page.get_by_role("textbox", name="Your comment").fill(TEXT)
    button.click()

    expect(page.get_by_text("You can send again in")).to_be_visible()
    expect(button).to_be_disabled()
    expect(button).to_be_enabled()
    button.click()
    expect(page.get_by_role("article").filter(has_text=TEXT)).to_be_visible()


def test_a_lost_answer_makes_no_second_comment(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    somebody.expect("Failed to load resource")
    page = somebody.open(demo.thread("lost"))

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/embed/v1/comments", lose, times=1)
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_role("textbox", name="Your comment").fill(TEXT)
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="connection failed")).to_be_visible()

    page.get_by_role("button", name="Post", exact=True).click()

    expect(page.get_by_role("article").filter(has_text=TEXT)).to_have_count(1)
    expect(page.get_by_role("heading", name="1 comment")).to_be_visible()


def test_a_thread_that_does_not_load_can_be_tried_again(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    somebody.expect("Failed to load resource")
    page = somebody.blank()
    page.route("**/embed/v1/thread*", lambda route: route.abort(), times=1)

    page.goto(f"{demo.url}/demo/lighthouse")
    expect(page.get_by_text("The comments could not be loaded.")).to_be_visible()
    expect(page.get_by_role("link", name="Read the comments")).to_be_visible()
    shoot(page, "failed")
    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("heading", name="4 comments")).to_be_visible()


def test_a_part_of_the_script_that_is_refused_leaves_the_link(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    somebody.expect("Failed to load resource")
    page = somebody.open(f"{demo.url}/demo/bread")
    page.route("**/embed/v1/write.*", lambda route: route.abort())

    page.get_by_role("link", name="Write a comment").click()

    page.wait_for_url("**/t?site=demo&article=bread&write=1#write")


def test_storage_that_throws_costs_no_comment(demo: Demo, reader: Readers) -> None:
    """C105: it does so in strict browsers, and in frames without storage."""
    somebody = reader()
    somebody.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } })"
    )
    page = somebody.open(demo.thread("no-storage"))

    comment = post(page, TEXT)

    expect(comment.get_by_role("button", name="Edit your comment")).to_be_visible()
