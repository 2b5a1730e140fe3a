"""How it looks: in letters from right to left, under a finger, with words that never end."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Demo, Readers, adopted, lay_out, post, shoot, violations
from tests.browser.hosts import address, element

pytestmark = pytest.mark.browser


def settled(page: Page) -> None:
    """Wait for the script to have taken over, and lay out what is far down as well."""
    # Far below a long article the thread is fetched only when its reader comes near.
    page.locator("comment-thread").scroll_into_view_if_needed()
    adopted(page)
    lay_out(page)
    page.evaluate("scrollTo(0, 0)")


def test_axe_finds_nothing_from_right_to_left(demo: Demo, reader: Readers) -> None:
    page = reader().open(demo.thread("night-trams", lang="ar"))
    settled(page)

    shoot(page, "right-to-left")
    assert violations(page) == []


@pytest.mark.parametrize("touch", [False, True])
def test_targets_are_large_enough(demo: Demo, reader: Readers, touch: bool) -> None:  # noqa: FBT001
    page = reader(has_touch=touch, is_mobile=touch).open(demo.thread("night-trams"))
    settled(page)
    least = 44 if touch else 24

    sizes = page.evaluate(
        "[...document.querySelector('comment-thread').shadowRoot"
        ".querySelectorAll('.ct-do > *, .ct-sort a, .ct-start a, .ct-more a')]"
        ".map(one => one.getBoundingClientRect()).map(box => Math.min(box.width, box.height))"
    )

    assert sizes
    assert min(sizes) >= least


def test_c030_a_word_without_an_end_stretches_nothing(demo: Demo, reader: Readers) -> None:
    somebody = reader(viewport={"width": 320, "height": 640})
    page = somebody.open(demo.thread("long-words"))
    for letter, length in (("A", 5000), ("W", 3000)):
        post(page, letter * length)

    for place in (page.url, demo.thread("long-words", "/embed/v1/frame")):
        page.goto(place)
        page.get_by_role("article").first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_two_threads_are_told_apart(demo: Demo, reader: Readers) -> None:
    page = reader().open(address(demo, element("bread"), element("lighthouse")))
    expect(page.get_by_role("heading", name="2 comments")).to_be_visible()
    expect(page.get_by_role("heading", name="4 comments")).to_be_visible()

    first, second = (each.bounding_box() for each in page.locator("comment-thread").all())

    shoot(page, "two-threads")
    assert first is not None
    assert second is not None
    assert second["y"] - (first["y"] + first["height"]) >= 40
