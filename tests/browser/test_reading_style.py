"""The thread takes its host's looks, and what the reader has asked the browser for."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Demo, Reader, Readers, adopted, post, shoot, violations
from tests.browser.embedding import element, publish, script
from tests.browser.talk import say

pytestmark = pytest.mark.browser

ARTICLE = "night-trams"


def dressed(somebody: Reader, demo: Demo, style: str = "", article: str = ARTICLE) -> Page:
    """Open a page of a publisher's that has a style of its own."""
    page = publish(somebody, demo, f"<style>{style}</style>", script(demo), element(article))
    page.evaluate(
        "const main = document.createElement('main'); main.append(...document.body.children);"
        " document.body.append(main)"
    )
    adopted(page)
    return page


def style_of(page: Page, what: str, name: str, pseudo: str = "") -> str:
    found: str = page.locator(f"comment-thread {what}").first.evaluate(
        "(one, [name, pseudo]) => getComputedStyle(one, pseudo || undefined)[name]", [name, pseudo]
    )
    return found


DARK = "html { color-scheme: dark; background: #14171c; color: #e6e8eb; font: 17px Georgia }"


def test_a_dark_page_has_a_dark_thread(demo: Demo, reader: Readers) -> None:
    page = dressed(reader(), demo, DARK)
    page.get_by_role("link", name="Write a comment").click()

    shoot(page, "dark-host")
    assert style_of(page, ".ct-name", "color") == "rgb(230, 232, 235)"
    assert style_of(page, ".ct-text", "fontFamily") == "Georgia"
    assert style_of(page, "textarea", "colorScheme") == "dark"
    assert violations(page) == []


def test_the_readers_own_colours_lose_nothing(demo: Demo, reader: Readers) -> None:
    somebody = reader(forced_colors="active")
    page = dressed(somebody, demo)
    page.get_by_role("button", name="Like the comment by").first.click()
    page.evaluate("location.hash = 'c-2'")
    expect(page.locator("comment-thread .ct-target")).to_be_in_viewport()

    shoot(page, "forced-colours")
    for chosen in (".ct-sort [aria-current]", ".ct-vote[aria-pressed=true]"):
        assert style_of(page, chosen, "outlineStyle") == "solid"
    assert style_of(page, ".ct-target", "borderTopStyle", "::before") == "solid"


def test_on_paper_stand_the_comments_alone(demo: Demo, reader: Readers) -> None:
    page = dressed(reader(), demo)
    page.emulate_media(media="print")

    shoot(page, "print")
    expect(page.get_by_role("link", name="Reply to").first).to_be_hidden()
    expect(page.get_by_role("link", name="Write a comment")).to_be_hidden()
    expect(page.get_by_role("link", name="Newest")).to_be_hidden()
    assert "2026" in style_of(page, "time", "content", "::after")
    shown = page.locator("comment-thread .ct-list > li").evaluate_all(
        "all => all.map(one => getComputedStyle(one).contentVisibility)"
    )
    assert set(shown) == {"visible"}


@pytest.mark.parametrize(("wish", "moves"), [("no-preference", "ct-new"), ("reduce", "none")])
def test_what_is_new_moves_only_for_who_likes_it(
    demo: Demo, reader: Readers, wish: str, moves: str
) -> None:
    page = reader(reduced_motion=wish).open(demo.thread(f"motion-{wish}"))

    post(page, "Look at me")

    assert style_of(page, ".ct-new", "animationName") == moves


def test_a_publisher_changes_what_is_documented(demo: Demo, reader: Readers) -> None:
    page = dressed(
        reader(),
        demo,
        "comment-thread { --ct-accent: rgb(168, 50, 28); --ct-on-accent: white; --ct-radius: 0px;"
        " --ct-gap: 3rem; --ct-top: 120px }"
        "comment-thread::part(title) { font-variant: small-caps }"
        "comment-thread::part(fold) { text-transform: uppercase }",
    )
    page.get_by_role("link", name="Write a comment").click()

    shoot(page, "themed")
    assert style_of(page, ".ct-write .ct-go", "backgroundColor") == "rgb(168, 50, 28)"
    assert style_of(page, "textarea", "borderTopLeftRadius") == "0px"
    assert style_of(page, ".ct-list > li", "paddingBlockStart") == "48px"
    assert style_of(page, ".ct-title", "fontVariantCaps") == "small-caps"
    assert style_of(page, ".ct-fold", "textTransform") == "uppercase"
    assert violations(page) == []


def test_a_header_that_stays_covers_no_comment_that_is_linked_to(
    demo: Demo, reader: Readers
) -> None:
    page = dressed(
        reader(),
        demo,
        "h1 { position: fixed; inset: 0 0 auto; height: 150px; margin: 0; background: #ddd }"
        "comment-thread { --ct-top: 150px; margin-bottom: 100vh }",
    )

    page.evaluate("location.hash = 'c-2'")
    marked = page.locator("comment-thread .ct-target")
    expect(marked).to_be_in_viewport()

    box = marked.bounding_box()
    assert box is not None
    assert 150 <= box["y"] <= 200


def test_each_comment_runs_the_way_of_its_own_letters(demo: Demo, reader: Readers) -> None:
    say(demo, "both-ways", "مرحبا بالجميع", name="ليلى")
    say(demo, "both-ways", "Hello everybody", name="Ann")
    page = dressed(reader(), demo, article="both-ways")

    shoot(page, "both-ways")
    ways = page.locator("comment-thread .ct-list .ct-text").evaluate_all(
        "all => all.map(one => getComputedStyle(one).direction)"
    )
    assert ways == ["ltr", "rtl"]
