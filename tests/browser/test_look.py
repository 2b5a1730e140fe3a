"""How it looks and whether everybody can use it: each state, light and dark, wide and narrow."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Demo, Readers, adopted, post, shoot, violations

pytestmark = pytest.mark.browser

SIZES = {"desktop": (1280, 900), "phone": (390, 844), "narrow": (320, 640)}
PAGES = {
    "demo": "/demo",
    "empty": "/demo/observatory",
    "held": "/demo/school-meals",
    "frame": "/embed/v1/frame?site=demo&article=night-trams",
    "page": "/t?site=demo&article=night-trams",
    "permalink": "/c/5",
}


def settled(page: Page) -> None:
    """Wait for the script to have taken over, and lay out what is far down as well."""
    # Far below a long article the thread is fetched only when its reader comes near.
    page.locator("comment-thread").scroll_into_view_if_needed()
    adopted(page)
    page.evaluate(
        "for (const one of document.querySelector('comment-thread').shadowRoot"
        ".querySelectorAll('.ct-list > li')) one.style.contentVisibility = 'visible'"
    )
    page.evaluate("scrollTo(0, 0)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(demo: Demo, reader: Readers, name: str, size: str, scheme: str) -> None:
    width, height = SIZES[size]
    somebody = reader(viewport={"width": width, "height": height}, color_scheme=scheme)

    page = somebody.open(demo.url + PAGES[name])
    settled(page)

    shoot(page, f"{name}-{size}-{scheme}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_writing(demo: Demo, reader: Readers, scheme: str) -> None:
    page = reader(color_scheme=scheme).open(f"{demo.url}/demo/bread")
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_role("link", name="Reply to Piet").click()
    page.get_by_role("link", name="Report the comment by Salma K.").click()
    expect(page.get_by_role("radio", name="Off topic")).to_be_visible()

    shoot(page, f"writing-{scheme}")
    assert violations(page) == []


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

    for address in (page.url, demo.thread("long-words", "/embed/v1/frame")):
        page.goto(address)
        page.get_by_role("article").first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
