"""Eleven publishers who forbid what they can. The thread works, and no browser has a complaint."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Demo, Readers, adopted, post, shoot, write
from tests.browser.hosts import POLICY, STRICTEST, address, element, fragment, link, script
from tests.services import waiting

pytestmark = pytest.mark.browser

NONCE = "cGFwZXI"
CSP = "Content-Security-Policy"
NONE = (
    *("style-src", "style-src-elem", "style-src-attr", "img-src", "font-src", "media-src"),
    *("frame-src", "worker-src", "object-src", "manifest-src", "form-action", "base-uri"),
)
POLICIES: Mapping[str, Mapping[str, str]] = {
    "as documented": {CSP: POLICY},
    "every directive": {CSP: "; ".join((POLICY, *(f"{name} 'none'" for name in NONE)))},
    "strict-dynamic": {
        CSP: f"default-src 'none'; script-src 'nonce-{NONCE}' 'strict-dynamic'; "
        "connect-src {service}"
    },
    "trusted types, none": {CSP: STRICTEST},
    "trusted types, foreign": {
        CSP: f"{POLICY}; require-trusted-types-for 'script'; trusted-types papers-own"
    },
    "sandbox without forms": {CSP: f"{POLICY}; sandbox allow-scripts allow-same-origin"},
    "embedders require CORP": {
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Opener-Policy": "same-origin",
    },
    "embedders without credentials": {"Cross-Origin-Embedder-Policy": "credentialless"},
    "no referrer": {CSP: POLICY, "Referrer-Policy": "no-referrer"},
    "no permissions": {
        CSP: POLICY,
        "Permissions-Policy": "clipboard-read=(), clipboard-write=(), storage-access=(), "
        "unload=(), sync-xhr=(), browsing-topics=()",
    },
    "only reported": {f"{CSP}-Report-Only": STRICTEST},
}


@pytest.mark.parametrize("name", POLICIES)
def test_no_policy_is_broken(demo: Demo, reader: Readers, name: str) -> None:
    """One thread that came with the page and one that is fetched; the whole way of a reader."""
    somebody = reader()
    article = f"policy {name}"
    page = somebody.open(
        demo.publisher.publish(
            script(demo, nonce=NONCE)
            + element(article, link(demo, article))
            + element("night-trams", fragment(somebody, demo, "night-trams")),
            headers=reporting(demo, POLICIES[name]),
        )
    )
    fetched, included = page.locator("comment-thread").all()

    post(fetched, "From a strict page", "Ann")
    fetched.get_by_role("link", name="Reply to Ann").click()
    write(fetched.get_by_role("group", name="Reply to Ann"), "And an answer")
    expect(fetched.get_by_role("heading", name="2 comments")).to_be_visible()
    included.get_by_role("link", name="Oldest").click()
    expect(included.get_by_role("link", name="Oldest")).to_have_attribute("aria-current", "true")
    included.get_by_role("link", name="Report the comment").first.click()
    expect(included.get_by_role("radio", name="Off topic")).to_be_visible()

    shoot(page, f"policy-{name.replace(' ', '-').replace(',', '')}")
    assert reported(demo, page) == []


def reported(demo: Demo, page: Page) -> list[str]:
    """Return what browsers have told of this page: others are blocked on purpose."""
    return [told for told in demo.publisher.reports if f'"{page.url}"' in told]


def reporting(demo: Demo, headers: Mapping[str, str]) -> Mapping[str, str]:
    told = {name: value.replace("{service}", demo.url) for name, value in headers.items()}
    return {
        name: f"{value}; report-uri /reports" if name.startswith(CSP) else value
        for name, value in told.items()
    }


def test_c115_all_embeds_work_where_the_service_alone_is_let_in(
    demo: Demo, reader: Readers
) -> None:
    sources = ("script-src", "style-src", "connect-src", "img-src", "frame-src")
    policy = "; ".join(("default-src 'none'", *(f"{name} {demo.url}" for name in sources)))
    page = reader().open(
        demo.publisher.publish(
            "".join(script(demo, name) for name in ("embed.js", "list.js", "count.js?site=demo"))
            + '<p data-comment-count="lighthouse"></p>'
            + '<comment-list site="demo" days="365"></comment-list>'
            + element("lighthouse", link(demo, "lighthouse"))
            + element("lighthouse", link(demo, "lighthouse"), isolate=""),
            policy=policy,
        )
    )

    expect(page.locator("[data-comment-count]")).to_have_text("4 comments")
    expect(page.get_by_role("heading", name="Most discussed")).to_be_visible()
    expect(page.get_by_role("heading", name="4 comments")).to_be_visible()
    framed = page.frame_locator("iframe")
    expect(framed.get_by_role("heading", name="4 comments")).to_be_visible()
    assert reported(demo, page) == []


def test_what_breaks_a_policy_is_reported(demo: Demo, reader: Readers) -> None:
    """The counter-proof: the reports that the other tests do not see would be seen."""
    somebody = reader()
    somebody.expect("Content Security Policy")
    policy = f"default-src 'none'; connect-src {demo.url}"
    page = somebody.open(
        demo.publisher.publish(
            script(demo) + element("lighthouse", link(demo, "lighthouse")), policy=policy
        )
    )

    waiting.until(lambda: bool(demo.publisher.reports), "the browser reports")
    told = demo.publisher.reports.pop()

    assert f"{demo.url}/embed/v1/embed.js" in told
    expect(page.get_by_role("link", name="Read the comments")).to_be_visible()
    shoot(page, "script-blocked")


def test_a_page_that_forbids_to_connect_says_so_and_leads_on(demo: Demo, reader: Readers) -> None:
    somebody = reader()
    somebody.expect("Content Security Policy")
    policy = f"default-src 'none'; script-src {demo.url}/embed/v1/"
    page = somebody.open(
        demo.publisher.publish(
            script(demo) + element("lighthouse", link(demo, "lighthouse")), headers={CSP: policy}
        )
    )

    expect(page.get_by_text("The comments could not be loaded.")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    page.get_by_role("link", name="Read the comments").click()
    expect(page.get_by_role("heading", name="4 comments")).to_be_visible()


def test_without_javascript_the_link_leads_to_the_comments(demo: Demo, reader: Readers) -> None:
    somebody = reader(java_script_enabled=False)
    page = somebody.open(
        address(demo, element("lighthouse", link(demo, "lighthouse")), policy=STRICTEST)
    )
    shoot(page, "no-javascript")

    page.get_by_role("link", name="Read the comments").click()

    expect(page.get_by_role("heading", name="4 comments")).to_be_visible()


def test_included_comments_are_read_without_javascript(demo: Demo, reader: Readers) -> None:
    somebody = reader(java_script_enabled=False)
    included = fragment(somebody, demo, "night-trams")

    page = somebody.open(address(demo, element("night-trams", included), policy=STRICTEST))

    expect(page.get_by_role("heading", name="28 comments")).to_be_visible()
    shoot(page, "included-no-javascript")


def test_a_page_without_an_origin_reads_and_its_writers_keep_their_text(
    demo: Demo, reader: Readers
) -> None:
    """A sandbox without `allow-same-origin`: no storage either, and no write can be admitted."""
    somebody = reader()
    somebody.expect("Failed to load resource")
    page = somebody.open(
        demo.publisher.publish(
            script(demo) + element("night-trams"),
            headers={CSP: POLICY.replace("{service}", demo.url) + "; sandbox allow-scripts"},
        )
    )
    adopted(page)

    page.get_by_role("link", name="Write a comment").click()
    write(page, "From nowhere")

    refused = page.get_by_role("alert").filter(has_not_text="From nowhere")
    expect(refused.locator("visible=true")).to_have_count(1)
    expect(page.get_by_role("textbox", name="Your comment")).to_have_value("From nowhere")
    shoot(page, "without-an-origin")
