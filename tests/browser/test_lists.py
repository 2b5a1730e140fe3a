"""The small lists of articles: adopted or fetched, under a strict policy, never an empty box."""

from html import escape

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Demo, Reader, Readers, shoot, violations
from tests.services import waiting

pytestmark = pytest.mark.browser

POLICY = (
    "default-src 'none'; script-src {service}/embed/v1/; connect-src {service}; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
NAMED = escape('["lighthouse", "bread"]')


def publish(demo: Demo, *parts: str) -> str:
    script = f'<script type="module" async src="{demo.url}/embed/v1/list.js"></script>'
    return demo.publisher.publish(script + "".join(parts), policy=POLICY.format(service=demo.url))


def listed(page: Page) -> list[str]:
    return page.locator("comment-list").get_by_role("link").all_inner_texts()


def asked(somebody: Reader) -> list[str]:
    return [one for one in somebody.embedded() if "list.js" not in one]


def test_a_list_is_fetched_in_one_request(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    named = f'<comment-list site="demo" articles="{NAMED}"><a href=/all>All</a></comment-list>'
    page = somebody.open(publish(demo, named))

    expect(page.get_by_role("heading", name="Related articles")).to_be_visible()
    assert len(listed(page)) == 2
    expect(page.get_by_text("All", exact=True)).to_be_hidden()
    expect(page.get_by_text("ago").first).to_be_visible()
    assert asked(somebody) == ["GET related"]
    shoot(page, "list")


def test_a_list_that_the_publisher_included_is_adopted(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    address = f"{demo.url}/embed/v1/discussed?site=demo&days=365"
    included = somebody.context.request.get(address).text()

    page = somebody.open(publish(demo, f"<comment-list>{included}</comment-list>"))

    in_shadow = "!!document.querySelector('comment-list').shadowRoot?.querySelector('section')"
    waiting.until(lambda: bool(page.evaluate(in_shadow)), "the element shows the list")
    assert len(listed(page)) > 2
    assert asked(somebody) == []


def test_a_list_that_cannot_be_had_leaves_the_pages_own_links(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    somebody.expect("Failed to load resource")
    page = somebody.blank()
    page.route("**/embed/v1/discussed?*", lambda route: route.abort())

    with page.expect_event("requestfailed"):
        page.goto(publish(demo, "<comment-list site=demo><a href=/all>All</a></comment-list>"))

    expect(page.get_by_role("link", name="All")).to_be_visible()


def test_a_list_follows_its_attributes_and_survives_a_move(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    page = somebody.open(publish(demo, "<main></main><comment-list site=demo days=365>"))
    expect(page.get_by_role("heading", name="Most discussed")).to_be_visible()

    page.evaluate("document.querySelector('main').append(document.querySelector('comment-list'))")
    page.locator("comment-list").evaluate(
        "one => one.setAttribute('articles', JSON.stringify(['bread']))"
    )

    expect(page.get_by_role("heading", name="Related articles")).to_be_visible()
    assert asked(somebody) == ["GET discussed", "GET related"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_demo_shows_both_lists(demo: Demo, reader: Readers, scheme: str) -> None:
    page = reader(color_scheme=scheme).open(f"{demo.url}/demo")
    for name in ("Most discussed", "Related articles"):
        heading = page.get_by_role("heading", name=name)
        heading.scroll_into_view_if_needed()
        expect(heading).to_be_visible()

    assert violations(page) == []
    shoot(page, f"lists-{scheme}")
