"""Other people's pages: another origin, the strictest policy, markup that is in the way."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Demo, Reader, Readers, adopted, post, shoot
from tests.browser.hosts import STRICTEST, address, element, fragment

pytestmark = pytest.mark.browser


def publish(somebody: Reader, demo: Demo, *parts: str) -> Page:
    """Open a page of the publisher's, under the strictest policy."""
    return somebody.open(address(demo, *parts, policy=STRICTEST))


def test_everything_works_under_the_strictest_policy(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    page = publish(somebody, demo, element("strict"))

    comment = post(page, "From a strict page", "Ann")
    comment.get_by_role("link", name="Reply to Ann").click()
    page.get_by_role("group", name="Reply to Ann").get_by_role("button", name="Cancel").click()
    comment.get_by_role("button", name="Edit your comment").click()
    page.get_by_role("textbox", name="Your comment").fill("From the strictest page")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("From the strictest page")).to_be_visible()
    shoot(page, "strict-host")


def test_no_write_costs_a_preflight(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    page = publish(somebody, demo, element("preflight"))

    post(page, "Hello")

    sent = [path for path in somebody.embedded() if "write." not in path]
    assert sent == ["GET embed.js", "GET thread", "POST comments"]


def test_what_the_publisher_included_is_adopted(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    included = fragment(somebody, demo, "night-trams")

    page = publish(somebody, demo, element("night-trams", included))

    expect(page.get_by_role("link", name="Reply to Yusuf A.").first).to_be_visible()
    adopted(page)
    assert somebody.embedded() == ["GET embed.js"]


def test_a_thread_that_the_parser_put_outside_is_adopted(demo: Demo, reader: Readers) -> None:
    """An open paragraph around the element: the parser closes both before the section."""
    somebody = reader()
    included = fragment(somebody, demo, "night-trams")

    page = publish(somebody, demo, "<p>", element("night-trams", included), "</p>")

    adopted(page)
    assert page.evaluate("document.querySelectorAll('section[data-ct]').length") == 0


def test_two_threads_on_one_page_do_not_mix(demo: Demo, reader: Readers) -> None:
    page = publish(reader(), demo, element("two-a"), element("two-b"))
    first, second = page.locator("comment-thread").all()

    first.get_by_role("link", name="Write a comment").click()
    first.get_by_role("textbox", name="Your comment").fill("only in the first")
    first.get_by_role("button", name="Post", exact=True).click()

    expect(first.get_by_text("only in the first")).to_be_visible()
    expect(second.get_by_text("No comments yet")).to_be_visible()
    expect(second.get_by_text("only in the first")).to_have_count(0)


def test_an_element_without_its_attributes_says_so(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    somebody.expect("needs the attributes")

    page = publish(
        somebody, demo, "<comment-thread site=demo><a href=/x>Fallback</a></comment-thread>"
    )

    expect(page.get_by_role("link", name="Fallback")).to_be_visible()


@pytest.mark.parametrize(
    "hostile",
    [
        "<img src=x onerror=alert(1)>",
        "<a href=javascript:alert(1) data-do=x>x</a>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<style>* { display: none }</style>",
        "<p style='position:fixed'>x</p>",
        "<svg onload=alert(1)></svg>",
        "<form action=https://evil.example.net><button>x</button></form>",
    ],
)
def test_the_second_wall_holds(demo: Demo, reader: Readers, hostile: str) -> None:
    """Were the server to send it, on a page without any policy, the script would not show it."""
    page = reader().blank()
    page.route(
        "**/embed/v1/thread*",
        lambda route: route.fulfill(
            content_type="text/html",
            headers={
                "Access-Control-Allow-Origin": "*",
                "Access-Control-Expose-Headers": "Date",
            },
            body=f"<section data-ct data-site=demo data-article=b lang=en>{hostile}end</section>",
        ),
    )

    page.goto(address(demo, element("bread")))

    expect(page.get_by_text("end")).to_be_visible()
    left = page.evaluate(
        "[...document.querySelector('comment-thread').shadowRoot.querySelectorAll('*')]"
        ".filter(one => ['img', 'iframe', 'style', 'svg', 'script'].includes(one.localName)"
        " || one.hasAttribute('style') || [...one.attributes].some(({ name, value }) =>"
        " name.startsWith('on') || /^javascript:/.test(value))).map(one => one.outerHTML)"
    )
    assert left == []
