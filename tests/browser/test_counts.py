"""Count badges on a publisher's page: one call, in words, and nothing broken when it fails."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Demo, Reader, Readers, shoot

pytestmark = pytest.mark.browser

POLICY = (
    "default-src 'none'; script-src {service}/embed/v1/; connect-src {service}; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
MARKS = (
    "<p id=ours data-comment-count=lighthouse>Comments</p>",
    "<p id=number data-comment-count=lighthouse data-comment-format=number></p>",
    "<p id=none data-comment-count=unwritten>Comments</p>",
    "<p id=german lang=de data-comment-count=lighthouse>Kommentare</p>",
    "<p data-comment-site=careful><span id=other data-comment-count=school-meals></span></p>",
    "<a id=identifier href=/x#disqus_thread data-disqus-identifier=lighthouse>Comments</a>",
    "<span id=address class=disqus-comment-count data-disqus-url=lighthouse>Comments</span>",
    "<a id=unknown href=https://paper.example.org/x#disqus_thread>Comments</a>",
    "<div id=disqus_thread data-disqus-identifier=lighthouse>The thread</div>",
)
SAID: Mapping[str, str | re.Pattern[str]] = {
    "ours": "4 comments",
    "number": "4",
    "none": "No comments yet",
    "german": "4 Kommentare",
    "other": re.compile("^[3-9] comments$"),  # others write there
    "identifier": "4 comments",
    "address": "4 comments",
    "unknown": "No comments yet",
    "disqus_thread": "The thread",
}


def publish(somebody: Reader, demo: Demo, *parts: str) -> Page:
    """Open a page of the publisher's with these marks, under the strictest policy."""
    page = somebody.blank()
    page.goto(address(demo, *parts))
    return page


def address(demo: Demo, *parts: str) -> str:
    script = f'<script type="module" async src="{demo.url}/embed/v1/count.js?site=demo"></script>'
    policy = POLICY.format(service=demo.url)
    return demo.publisher.publish(script + "".join(parts), policy=policy)


def called(somebody: Reader) -> list[str]:
    return [url for _, url in somebody.requests if "/api/v1/counts" in url]


def test_every_mark_is_counted_in_one_call_a_site(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    page = publish(somebody, demo, *MARKS)

    for place, said in SAID.items():
        expect(page.locator(f"#{place}")).to_have_text(said)
    assert len(called(somebody)) == 2
    shoot(page, "counts")


def test_articles_that_come_later_are_counted_when_the_page_asks(
    demo: Demo, reader: Readers
) -> None:
    somebody = reader()
    page = publish(somebody, demo, MARKS[0])
    expect(page.locator("#ours")).to_have_text("4 comments")
    page.evaluate(
        "const later = document.createElement('p'); later.id = 'later';"
        "later.dataset.commentCount = 'night-trams'; document.body.append(later)"
    )

    module = f"{demo.url}/embed/v1/count.js?site=demo"
    page.evaluate(f"import('{module}').then(({{ count }}) => count())")

    expect(page.locator("#later")).to_contain_text(" comments")
    assert [url for _, url in somebody.requests].count(module) == 1


@pytest.mark.parametrize("answer", [{"status": 503}, {"body": "<h1>Bad Gateway</h1>"}])
def test_what_the_page_says_stays_when_the_call_fails(
    demo: Demo, reader: Readers, answer: dict[str, Any]
) -> None:
    somebody = reader()
    somebody.expect("Failed to load resource")
    page = somebody.blank()
    page.route("**/api/v1/counts?*", lambda route: fail(route, answer))

    with page.expect_response("**/api/v1/counts?*"):
        page.goto(address(demo, MARKS[0]))
    page.evaluate("new Promise(requestAnimationFrame)")

    expect(page.locator("#ours")).to_have_text("Comments")


def fail(route: Route, answer: dict[str, Any]) -> None:
    route.fulfill(headers={"Access-Control-Allow-Origin": "*"}, **answer)
