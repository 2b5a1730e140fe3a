"""What is on its way: a page that streams, a link to one comment, focus, and a cache between."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Demo, Reader, Readers, adopted, shoot
from tests.browser.hosts import address, element, fragment
from tests.browser.publisher import publisher

pytestmark = pytest.mark.browser

ARTICLE = "night-trams"
STORY = "<p>" + "The trams run until midnight. " * 400 + "</p>"
# Where a comment stands (px) in each frame that is shown, in the page or in the element's root.
WATCH = """
id => {
  window.stood = [];
  const look = () => {
    const { shadowRoot } = document.querySelector("comment-thread");
    const place = shadowRoot?.querySelector("section") ?? document;
    stood.push(place.querySelector(`#c-${id} > article`).getBoundingClientRect().top);
    requestAnimationFrame(look);
  };
  look();
}
"""
# The reader scrolls as soon as the element has taken over.
SCROLL = """
() => {
  const scroll = () => {
    if (!document.querySelector("comment-thread").shadowRoot) return requestAnimationFrame(scroll);
    dispatchEvent(new WheelEvent("wheel"));
    scrollBy(0, -100);
  };
  scroll();
}
"""
# Longer than the element holds it.
FRAMES = "async () => { for (let n = 20; n--;) await new Promise(requestAnimationFrame) }"


class Held:
    """Requests that are not answered before the test says so."""

    def __init__(self, page: Page, pattern: str) -> None:
        self.page, self.routes = page, list[Route]()
        page.route(pattern, self.hold)

    def hold(self, route: Route) -> None:
        self.routes.append(route)

    def let_go(self) -> None:
        while self.routes:
            self.routes.pop().continue_()
        self.page.unroute_all()


def first_page(somebody: Reader, demo: Demo) -> list[int]:
    asked = f"{demo.url}/api/v1/comments?site=demo&article={ARTICLE}"
    found: Any = somebody.context.request.get(asked).json()
    return [comment["id"] for comment in found["comments"]]


def last_comment(somebody: Reader, demo: Demo) -> int:
    return first_page(somebody, demo)[-1]


def test_comments_that_stream_in_are_read_before_the_page_is_whole(
    demo: Demo, reader: Readers
) -> None:
    somebody = reader()
    page = somebody.blank()
    first, second = halves(element(ARTICLE, fragment(somebody, demo, ARTICLE)))
    demo.publisher.go_on.clear()

    page.goto(address(demo, first, rest=second), wait_until="commit")
    expect(page.get_by_role("heading", name="28 comments")).to_be_visible()
    expect(page.locator("comment-thread > section")).to_have_count(1)
    shoot(page, "streaming")
    demo.publisher.go_on.set()

    adopted(page)
    expect(page.get_by_role("link", name="Reply to Yusuf A.").first).to_be_visible()
    assert "GET thread" not in somebody.embedded()


def halves(whole: str) -> tuple[str, str]:
    middle = whole.index("<li", len(whole) // 2)
    return whole[:middle], whole[middle:]


def test_a_link_to_a_comment_that_is_fetched_is_gone_to(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    target = last_comment(somebody, demo)

    page = somebody.open(f"{address(demo, element(ARTICLE), STORY)}#c-{target}")

    expect(page.locator(f"#c-{target} > .ct-target")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("place", "which"), [("page-that-goes-on", -1), ("page-that-ends", -1), ("own-page", 5)]
)
def test_an_included_comment_that_is_linked_to_stands_still(
    demo: Demo, reader: Readers, place: str, which: int
) -> None:
    somebody = reader()
    target = first_page(somebody, demo)[which]
    page = somebody.blank()
    held = Held(page, "**/embed.js")
    linked = f"{including(somebody, demo, place)}#c-{target}"
    page.goto(linked, wait_until="domcontentloaded")
    comment = page.locator(f"#c-{target} > article")
    expect(comment).to_be_in_viewport()

    page.evaluate(WATCH, str(target))
    held.let_go()
    adopted(page)
    page.evaluate(FRAMES)

    expect(page.locator(f"#c-{target} > .ct-target")).to_be_in_viewport()
    stood = page.evaluate("stood")
    assert max(stood) - min(stood) <= 1
    shoot(page, f"linked-{place}")


def test_who_scrolls_is_not_held(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    target = first_page(somebody, demo)[5]
    page = somebody.blank()
    held = Held(page, "**/embed.js")
    page.goto(f"{demo.thread(ARTICLE)}#c-{target}", wait_until="domcontentloaded")
    expect(page.locator(f"#c-{target} > article")).to_be_in_viewport()

    page.evaluate(WATCH, str(target))
    page.evaluate(SCROLL)
    held.let_go()
    adopted(page)
    page.evaluate(FRAMES)

    stood = page.evaluate("stood")
    assert stood[-1] - stood[0] == pytest.approx(100, abs=1)


def including(somebody: Reader, demo: Demo, place: str) -> str:
    """Return the address of a page that has the comments already."""
    if place == "own-page":
        return demo.thread(ARTICLE)
    included = element(ARTICLE, fragment(somebody, demo, ARTICLE))
    return address(demo, STORY, included, STORY * (place == "page-that-goes-on"))


def test_a_link_on_the_page_leads_to_a_comment(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    target = last_comment(somebody, demo)
    link = f'<p><a href="#c-{target}">What she said</a></p>'
    page = somebody.open(address(demo, link, STORY, element(ARTICLE)))
    page.locator("comment-thread").scroll_into_view_if_needed()
    adopted(page)

    page.get_by_role("link", name="What she said").click()

    comment = page.locator(f"#c-{target} > article")
    expect(comment).to_be_in_viewport()
    expect(comment).to_be_focused()


def test_focus_stays_on_what_it_was_on(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    page = somebody.blank()
    held = Held(page, "**/embed.js")
    included = element(ARTICLE, fragment(somebody, demo, ARTICLE))
    page.goto(address(demo, included), wait_until="commit")
    link = page.get_by_role("link", name="Reply to Yusuf A.").first
    link.focus()

    held.let_go()
    adopted(page)

    expect(link).to_be_focused()


def test_two_origins_of_one_site_share_a_cache(demo: Demo, reader: Readers) -> None:
    """What the browser kept for the one is good for the other."""
    somebody = reader()
    with publisher() as sister:
        somebody.origins = (*somebody.origins, sister.origin)
        first = somebody.open(address(demo, element("lighthouse")))
        expect(first.get_by_role("heading", name="4 comments")).to_be_visible()
        page = somebody.blank()
        kept = demo.publisher.pages[first.url.removeprefix(demo.publisher.origin)]

        page.goto(sister.publish(kept.body))

        expect(page.get_by_role("heading", name="4 comments")).to_be_visible()


def test_c106_what_authors_put_there_goes_when_the_comments_are_there(
    demo: Demo, reader: Readers
) -> None:
    placeholder = "<noscript>Enable JavaScript</noscript><p>Loading …</p><iframe></iframe>"

    page = reader().open(address(demo, element("lighthouse", placeholder)))

    expect(page.get_by_role("heading", name="4 comments")).to_be_visible()
    expect(page.get_by_text("Loading …")).not_to_be_visible()
