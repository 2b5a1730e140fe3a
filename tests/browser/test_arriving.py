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


def last_comment(somebody: Reader, demo: Demo) -> int:
    """Return the comment that stands at the end of the first page."""
    asked = f"{demo.url}/api/v1/comments?site=demo&article={ARTICLE}"
    found: Any = somebody.context.request.get(asked).json()
    last: int = found["comments"][-1]["id"]
    return last


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


def test_an_error_of_the_proxy_can_be_tried_again(demo: Demo, reader: Readers) -> None:
    """It has no CORS header, so the script learns nothing of it but that it failed."""
    somebody = reader()
    somebody.expect("CORS policy", "Failed to load resource", "unsafe header")
    page = somebody.blank()
    page.route("**/embed/v1/thread*", lambda route: route.fulfill(status=502), times=1)

    page.goto(address(demo, element("lighthouse", "<p>Loading</p>")))
    expect(page.get_by_text("The comments could not be loaded.")).to_be_visible()
    shoot(page, "proxy-error")
    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("heading", name="4 comments")).to_be_visible()


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
