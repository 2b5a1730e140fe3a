"""The thread in a frame: as tall as it is, in the page's colours, its readers known there alone."""

import pytest
from playwright.sync_api import expect

from comments_service.actions import administering
from tests.browser.conftest import PATIENCE, shoot, violations, write
from tests.browser.isolated.world import SITE, World, fits, of_thread, theme
from tests.services import waiting

pytestmark = pytest.mark.browser

POLICY = (
    "default-src 'none'; script-src {service}/embed/v1/; frame-src {service}; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


def test_a_frame_is_as_tall_as_its_thread_under_the_strictest_policy(world: World) -> None:
    policy = POLICY.format(service=world.demo.url)
    page = world.reader().open(world.publish(world.paper, world.element("tall"), policy))
    before = fits(page, "tall")
    thread = page.locator("comment-thread iframe").content_frame

    thread.get_by_role("link", name="Write a comment").click()
    write(thread.locator("body"), "A long thought.\n\n" * 20, "Ann")
    expect(thread.get_by_role("link", name="Reply to Ann")).to_be_visible()

    assert fits(page, "tall") > before
    expect(page.get_by_text("Read the comments")).to_be_hidden()
    shoot(page, "isolated")


def test_the_frame_is_named_and_accessible(world: World) -> None:
    page = world.reader().open(world.publish(world.paper, world.element("named")))
    fits(page, "named")

    assert page.locator("iframe").get_attribute("title") == "Comments on The Paper"
    assert violations(page, "comment-thread") == []
    assert violations(of_thread(page, "named")) == []


@pytest.mark.parametrize("ink", ["white", "oklch(0.95 0.02 90)", "color(display-p3 0.9 1 0.9)"])
def test_a_frame_goes_along_with_the_pages_colours(world: World, ink: str) -> None:
    style = f"<style>html {{ background: #222; color: {ink} }} .day {{ color: #222 !important }}"
    body = f"{style}</style>{world.element('dressed')}"
    page = world.reader().open(world.publish(world.paper, body))
    fits(page, "dressed")
    frame = of_thread(page, "dressed")
    assert theme(frame) == "dark"
    shoot(page, "isolated-dark")

    page.evaluate("document.documentElement.classList.add('day')")

    waiting.until(lambda: theme(frame) == "light", "the frame is light")


def test_two_frames_are_each_as_tall_as_their_own(world: World) -> None:
    """C106: heights go to the right element, whatever stood in it before."""
    body = world.element("left") + world.element("right")
    page = world.reader().open(world.publish(world.paper, body))
    fits(page, "left")
    thread = page.locator('iframe[src*="article=right"]').content_frame

    thread.get_by_role("link", name="Write a comment").click()
    expect(thread.get_by_role("textbox", name="Your comment")).to_be_visible()

    assert fits(page, "right") > fits(page, "left")


def test_a_frame_that_is_not_shown_leaves_the_link_and_can_be_tried_again(world: World) -> None:
    """The publisher has not registered its origin yet: the browser refuses, and fires `load`."""
    with world.demo.app.app_context():
        administering.create_site("late", "The Late", [world.other], {})
    somebody = world.reader()
    somebody.expect("frame-ancestors")
    page = somebody.open(world.publish(world.paper, world.element("late", "late")))

    expect(page.get_by_text("The comments could not be loaded.")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("link", name="Read the comments")).to_be_visible()
    with world.demo.app.app_context():
        administering.set_site("late", name=None, origins=[world.paper], rules={})
    page.get_by_role("button", name="Try again").click()

    fits(page, "late")


def test_a_guest_is_known_in_the_frames_of_one_publisher_alone(world: World) -> None:
    somebody = world.reader()
    place = world.publish(world.paper, world.element("guest"))
    page = somebody.open(place)
    fits(page, "guest")
    thread = page.locator("comment-thread iframe").content_frame
    thread.get_by_role("link", name="Write a comment").click()
    write(thread.locator("body"), "Only here", "Ann")
    expect(thread.get_by_role("button", name="Edit your comment")).to_be_visible()

    page.reload()

    expect(thread.get_by_role("button", name="Edit your comment")).to_be_visible()
    kept = f"localStorage.getItem('ct:guest:{SITE}') !== null"
    assert of_thread(page, "guest").evaluate(kept)
    other = somebody.open(world.publish(world.other, world.element("guest")))
    fits(other, "guest")
    assert not of_thread(other, "guest").evaluate(kept)
    assert not somebody.open(f"{world.demo.url}/t?site={SITE}&article=guest").evaluate(kept)


def test_a_plain_iframe_reads_and_posts_without_any_script(world: World) -> None:
    somebody = world.reader(java_script_enabled=False)
    page = somebody.open(world.publish(world.paper, world.frame("plain")))
    thread = page.frame_locator("iframe")

    thread.get_by_role("link", name="Write a comment").click()
    write(thread.locator("body"), "From a plain frame", "Ann")

    expect(thread.get_by_text("From a plain frame").first).to_be_visible()
    expect(thread.get_by_role("textbox", name="Your code")).to_be_visible()


def test_a_link_that_leaves_the_frame_opens_beside_it(world: World) -> None:
    somebody = world.reader()
    place = world.publish(world.paper, world.element("links"))
    page = somebody.open(place)
    fits(page, "links")
    thread = page.locator("comment-thread iframe").content_frame
    thread.get_by_role("link", name="Write a comment").click()
    write(thread.locator("body"), "Seen here", "Ann")
    permalink = thread.locator(".ct-when").first

    with somebody.context.expect_page() as opened:
        permalink.click()

    expect(opened.value.get_by_text("Seen here")).to_be_visible()
    assert fits(page, "links") > 0
