"""A host page that lives: the element comes, goes, is moved and cloned, and is there twice."""

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import Demo, Readers, adopted, shoot
from tests.browser.hosts import STRICTEST, address, element, link, script
from tests.browser.test_arriving import Held

pytestmark = pytest.mark.browser


def publish(demo: Demo, *parts: str) -> str:
    return demo.publisher.publish("".join(parts))


def test_the_script_may_stand_there_twice_and_in_two_versions(demo: Demo, reader: Readers) -> None:
    page = reader().open(
        publish(
            demo, script(demo), script(demo), script(demo, "embed.js?v=0"), element("lighthouse")
        )
    )

    expect(page.get_by_role("heading", name="4 comments")).to_have_count(1)


def test_a_name_that_the_page_has_taken_is_left_to_it(demo: Demo, reader: Readers) -> None:
    own = "customElements.define('comment-thread', class extends HTMLElement {})"
    somebody = reader()

    page = somebody.open(
        publish(
            demo,
            f"<script>{own}</script>",
            script(demo),
            element("lighthouse", link(demo, "lighthouse")),
        )
    )

    expect(page.get_by_role("link", name="Read the comments")).to_be_visible()
    assert page.evaluate("document.querySelector('comment-thread').shadowRoot") is None


def test_an_element_that_goes_while_it_loads_comes_to_nothing(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    page = somebody.blank()
    held = Held(page, "**/embed/v1/thread*")
    with page.expect_request("**/embed/v1/thread*"):
        page.goto(address(demo, element("lighthouse")))

    page.evaluate("window.gone = document.querySelector('comment-thread'); gone.remove()")
    held.let_go()
    assert page.evaluate("gone.shadowRoot.querySelector('article')") is None

    page.evaluate("document.body.append(gone)")
    expect(page.get_by_role("heading", name="4 comments")).to_be_visible()


def test_a_clone_is_a_thread_of_its_own(demo: Demo, reader: Readers) -> None:
    page = reader().open(address(demo, element("lighthouse")))
    adopted(page)

    page.evaluate(
        "const one = document.querySelector('comment-thread'); one.after(one.cloneNode(true))"
    )

    expect(page.get_by_role("heading", name="4 comments")).to_have_count(2)
    page.get_by_role("link", name="Write a comment").last.click()
    expect(page.get_by_role("textbox", name="Your comment")).to_have_count(1)


def test_it_works_inside_a_shadow_root_that_is_closed(demo: Demo, reader: Readers) -> None:
    page = reader().open(address(demo, "<div></div>"))

    page.evaluate(
        "markup => { const root = document.querySelector('div').attachShadow({ mode: 'closed' });"
        " root.innerHTML = markup; window.inside = root.querySelector('comment-thread') }",
        element("lighthouse"),
    )
    inside = page.evaluate_handle("inside").as_element()
    assert inside is not None

    inside.wait_for_selector("article")
    shoot(page, "closed-shadow-root")


def test_three_changes_during_a_slow_answer_show_the_last(demo: Demo, reader: Readers) -> None:
    page = reader().blank()
    held = Held(page, "**/embed/v1/thread*")
    with page.expect_request("**/embed/v1/thread*"):
        page.goto(address(demo, element("night-trams")))

    for article in ("bread", "quiet-library", "lighthouse"):
        page.evaluate(
            "name => document.querySelector('comment-thread').setAttribute('article', name)",
            article,
        )
    held.let_go()

    expect(page.get_by_role("heading", name="4 comments")).to_be_visible()
    expect(page.get_by_role("heading", name="28 comments")).to_have_count(0)


@pytest.mark.slow
def test_c107_fifty_articles_in_one_page_leave_nothing_behind(demo: Demo, reader: Readers) -> None:
    """A single-page app takes the element away with each article, and makes another."""
    somebody = reader()
    page = somebody.open(address(demo, "<main></main>", policy=STRICTEST))
    browser = page.context.new_cdp_session(page)

    visit(page, range(5))
    before = counted(browser)
    visit(page, range(5, 55))
    after = counted(browser)

    page.evaluate("document.querySelector('main').replaceChildren()")
    assert after["jsEventListeners"] - before["jsEventListeners"] <= 5
    assert after["nodes"] - before["nodes"] <= 500


def visit(page: Page, turns: range) -> None:
    """Go from article to article, to one more than is looked at."""
    for turn in turns:
        page.evaluate(
            "([path, article]) => { history.pushState(null, '', path);"
            " const thread = document.createElement('comment-thread');"
            " thread.setAttribute('site', 'demo'); thread.setAttribute('article', article);"
            " document.querySelector('main').replaceChildren(thread) }",
            [f"?{turn}", ("lighthouse", "bread")[turn % 2]],
        )
        adopted(page)


def counted(browser: CDPSession) -> dict[str, int]:
    browser.send("HeapProfiler.collectGarbage")
    found: dict[str, int] = browser.send("Memory.getDOMCounters")
    return found
