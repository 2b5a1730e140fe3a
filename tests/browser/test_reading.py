"""Reading with the script: order, more, links to one comment, times, and pages that include it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Demo, Readers, adopted

pytestmark = pytest.mark.browser


def top_level(page: Page) -> list[str]:
    ids: list[str] = page.locator(".ct-list > li").evaluate_all("all => all.map(one => one.id)")
    return ids


def test_the_order_changes_in_place(demo: Demo, reader: Readers) -> None:
    page = reader().open(f"{demo.url}/demo")
    newest = page.get_by_role("link", name="Newest")
    expect(newest).to_have_attribute("aria-current", "true")
    before = top_level(page)

    page.get_by_role("link", name="Oldest").click()

    expect(page.get_by_role("link", name="Oldest")).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("link", name="Oldest")).to_be_focused()
    assert top_level(page) == before[::-1]
    assert page.url.endswith("/demo")


def test_what_one_writes_survives_another_order(demo: Demo, reader: Readers) -> None:
    page = reader().open(f"{demo.url}/demo")
    page.get_by_role("link", name="Reply to Rosa Lindqvist").click()
    page.get_by_role("textbox", name="Your comment").fill("half a thought")

    page.get_by_role("link", name="Top", exact=True).click()

    expect(page.get_by_role("link", name="Top", exact=True)).to_have_attribute(
        "aria-current", "true"
    )
    expect(page.get_by_role("textbox", name="Your comment")).to_have_value("half a thought")


def test_more_replies_come_below_what_they_answer(demo: Demo, reader: Readers) -> None:
    page = reader().open(f"{demo.url}/demo")

    page.get_by_role("link", name="Show 3 more replies").click()

    expect(page.get_by_role("heading", name="Kees the fitter").first).to_be_visible()
    expect(page.get_by_role("link", name="Show 3 more replies")).to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("more comments are shown")
    ids = page.locator("li[id^=c-]").evaluate_all("all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    expect(page.locator("article:focus")).to_have_count(1)


def test_a_link_to_a_comment_shows_and_marks_it(demo: Demo, reader: Readers) -> None:
    page = reader().open(f"{demo.url}/demo#c-2")

    marked = page.locator(".ct-target")
    expect(marked).to_contain_text("Between midnight and two")
    expect(marked).to_be_in_viewport()


def test_a_comment_that_is_not_on_the_page_is_fetched(demo: Demo, reader: Readers) -> None:
    page = reader().open(f"{demo.url}/demo")
    hidden = page.get_by_text("Whom do I write to?")
    expect(page.get_by_role("heading", name="28 comments")).to_be_visible()
    expect(hidden).to_have_count(0)
    wanted = page.request.get(f"{demo.url}/api/v1/comments?site=demo&article=night-trams").json()
    deep = max(one["id"] for one in wanted["comments"][-2]["replies"]) + 2

    page.evaluate(f"location.hash = 'c-{deep}'")

    expect(page.locator(".ct-target")).to_be_in_viewport()


def test_times_are_told_as_ages_and_go_on(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    page = somebody.blank()
    page.clock.install()
    page.goto(f"{demo.url}/demo")
    moment = page.locator("comment-thread time").first
    expect(moment).to_have_text(re.compile(r"^\d+ minutes ago$"))
    age = int(moment.inner_text().split()[0])
    assert moment.get_attribute("title")

    page.clock.run_for(61_000)

    # The clock runs on by itself as well, so a second minute may begin.
    expect(moment).to_have_text(re.compile(f"^({age + 1}|{age + 2}) minutes ago$"))


def test_a_wrong_clock_is_put_right(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    page = somebody.blank()
    page.clock.install(time="2020-01-01T00:00:00Z")

    page.goto(f"{demo.url}/demo")

    expect(page.locator("comment-thread time").first).to_contain_text("minutes ago")


def test_comments_that_came_with_the_page_are_adopted(demo: Demo, reader: Readers) -> None:
    """The publisher has included the fragment: no request is made for it, and focus stays."""
    somebody = reader()
    page = somebody.open(demo.thread("night-trams"))
    adopted(page)

    expect(page.get_by_role("heading", name="28 comments")).to_be_visible()
    assert "GET thread" not in somebody.embedded()
    assert page.evaluate("document.querySelectorAll('comment-thread > section').length") == 0


def test_another_article_is_shown_when_the_page_asks_for_it(demo: Demo, reader: Readers) -> None:
    """C107: a single-page app changes the attribute, and a late answer changes nothing."""
    page = reader().open(f"{demo.url}/demo")
    expect(page.get_by_role("heading", name="28 comments")).to_be_visible()

    page.evaluate(
        "for (const name of ['lighthouse', 'bread', 'quiet-library', 'lighthouse'])"
        " document.querySelector('comment-thread').setAttribute('article', name)"
    )

    expect(page.get_by_role("heading", name="4 comments")).to_be_visible()
    expect(page.get_by_text("Four buckets").last).to_be_visible()


def test_an_element_that_is_moved_shows_what_it_showed(demo: Demo, reader: Readers) -> None:
    page = reader().open(f"{demo.url}/demo")
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_role("textbox", name="Your comment").fill("half a thought")

    page.evaluate("document.body.append(document.querySelector('comment-thread'))")

    expect(page.get_by_role("textbox", name="Your comment")).to_have_value("half a thought")


def test_an_anonymous_reader_costs_two_requests(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    page = somebody.open(f"{demo.url}/demo")
    expect(page.get_by_role("heading", name="28 comments")).to_be_visible()

    assert somebody.threaded() == ["GET embed.js", "GET thread"]
