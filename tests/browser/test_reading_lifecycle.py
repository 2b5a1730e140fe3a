"""What a page may do to an element: name its article later or anew, move it, load two scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Demo, Readers, adopted
from tests.browser.embedding import address, element, publish, script
from tests.browser.patience import eventually, held

pytestmark = pytest.mark.browser

ELEMENT = "document.querySelector('comment-thread')"


def test_the_script_may_come_twice_and_in_two_versions(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    whole = somebody.context.request.get(f"{demo.url}/embed/v1/embed.json").json()["src"]

    page = publish(
        somebody,
        demo,
        script(demo),
        f'<script type="module" src="{demo.url}/embed/v1/embed.js?again"></script>',
        f'<script type="module" src="{whole}"></script>',
        element("lighthouse"),
    )

    expect(page.get_by_role("heading", name="4 comments")).to_have_count(1)
    assert somebody.embedded().count("GET thread") == 1


def test_another_articles_comments_never_stand_in_for_those_that_come(
    demo: Demo, reader: Readers
) -> None:
    somebody = reader()
    page = publish(somebody, demo, script(demo), element("lighthouse", "<p>Fallback</p>"))
    expect(page.get_by_role("heading", name="4 comments")).to_be_visible()
    late = held(page, "**/embed/v1/thread*")

    page.evaluate(f"{ELEMENT}.setAttribute('article', 'bread')")

    expect(page.get_by_text("Fallback")).to_be_visible()
    expect(page.get_by_text("Four buckets")).to_have_count(0)
    late[0].continue_()
    expect(page.get_by_role("heading", name="4 comments")).to_have_count(0)


def test_an_article_that_is_named_later_is_shown_then(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    somebody.expect("needs the attributes")
    page = publish(somebody, demo, script(demo), "<comment-thread site=demo></comment-thread>")
    ready = "!!customElements.get('comment-thread')"
    eventually(page, lambda: bool(page.evaluate(ready)), "the script runs")

    page.evaluate(f"{ELEMENT}.setAttribute('article', 'lighthouse')")

    expect(page.get_by_role("heading", name="4 comments")).to_be_visible()


def test_a_move_keeps_an_open_form_and_fetches_nothing(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    page = publish(somebody, demo, script(demo), element("lighthouse"), "<main></main>")
    page.get_by_role("link", name="Reply to").first.click()
    page.get_by_role("textbox", name="Your comment").fill("half a thought")

    page.evaluate(f"document.querySelector('main').append({ELEMENT})")
    page.wait_for_timeout(100)

    expect(page.get_by_role("textbox", name="Your comment")).to_have_value("half a thought")
    assert somebody.embedded().count("GET thread") == 1


def test_only_the_ninth_comment_and_later_wait_for_the_reader(demo: Demo, reader: Readers) -> None:
    page = reader().open(demo.thread("night-trams"))
    adopted(page)

    kinds = page.locator(".ct-list > li").evaluate_all(
        "all => all.map(one => getComputedStyle(one).contentVisibility)"
    )

    assert len(kinds) > 8
    assert set(kinds[:8]) == {"visible"}
    assert set(kinds[8:]) == {"auto"}


def test_what_is_below_the_first_comments_comes_in_the_next_frame(
    demo: Demo, reader: Readers
) -> None:
    page = reader().blank()
    page.add_init_script("requestAnimationFrame = told => { window.frame = told }")
    page.goto(address(demo, script(demo), element("night-trams")))
    kinds = page.locator(".ct-list > li")
    expect(kinds.nth(7)).to_have_css("content-visibility", "visible")
    expect(kinds.nth(8)).to_have_css("content-visibility", "hidden")

    page.evaluate("frame()")

    expect(kinds.nth(8)).to_have_css("content-visibility", "auto")


def test_one_file_with_its_checksum_is_all_that_a_strict_page_loads(
    demo: Demo, reader: Readers
) -> None:
    somebody = reader()
    found = somebody.context.request.get(f"{demo.url}/embed/v1/embed.json").json()
    named = f'src="{found["src"]}" integrity="{found["integrity"]}"'
    pinned = f'<script type="module" {named} crossorigin></script>'
    body = pinned + script(demo) + element("integrity")
    strict = {"Integrity-Policy": "blocked-destinations=(script)"}
    page = somebody.blank()
    blocked: list[str] = []
    page.on("requestfailed", lambda sent: blocked.append(sent.url))
    page.goto(demo.publisher.publish(body, headers=strict))

    page.get_by_role("link", name="Write a comment").click()
    page.get_by_role("textbox", name="Your comment").fill("From a page with a policy")
    page.get_by_role("button", name="Post", exact=True).click()

    expect(page.get_by_role("article")).to_contain_text("From a page with a policy")
    assert blocked == [f"{demo.url}/embed/v1/embed.js"]
    assert not any(name.startswith("GET write.") for name in somebody.embedded())
