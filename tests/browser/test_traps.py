"""What stands between a reader and the comments on other people's pages, by no fault of ours."""

from threading import Event

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Demo, Readers, shoot, write
from tests.browser.embedding import publish
from tests.browser.hosts import element, link, script
from tests.browser.patience import eventually
from tests.deploy.node import Answer, Request, node
from tests.services import api

pytestmark = pytest.mark.browser

# What a server says of its own connection, or says again by itself.
OWN = {"connection", "content-length", "date", "server", "transfer-encoding"}
FAR = '<p style="height: 6000px">Long ago</p>'
# Long enough for an observer to be called.
FRAMES = "async () => { for (let n = 5; n--;) await new Promise(requestAnimationFrame) }"


def test_a_proxy_that_answers_for_itself_loses_no_text(demo: Demo, reader: Readers) -> None:
    """Its errors have no CORS header: the script learns nothing of them but that they are there."""
    somebody = reader()
    somebody.expect("CORS policy", "Failed to load resource", "unsafe header")
    broken = Event()
    broken.set()
    with node(lambda asked: through(demo, asked, broken)) as proxy:
        service = f"http://127.0.0.1:{proxy.port}"
        somebody.origins = (*somebody.origins, service)
        tag = f'<script type="module" async src="{service}/embed/v1/embed.js"></script>'
        page = publish(somebody, demo, tag, element("behind-a-proxy", "<p>Loading</p>"))
        expect(page.get_by_text("The comments could not be loaded.")).to_be_visible()
        shoot(page, "proxy-error")
        broken.clear()
        page.get_by_role("button", name="Try again").click()

        page.get_by_role("link", name="Write a comment").click()
        broken.set()
        write(page, "An hour of thinking")
        expect(page.get_by_role("alert").filter(has_text="sent by itself")).to_be_visible()
        broken.clear()
        page.get_by_role("button", name="Post", exact=True).click()

        expect(page.get_by_role("article").filter(has_text="An hour of thinking")).to_be_visible()


def test_comments_that_are_preloaded_are_asked_for_once(demo: Demo, reader: Readers) -> None:
    """A browser that is very busy may forget what it has preloaded, and asks again."""
    somebody = reader()
    with node(lambda asked: through(demo, asked, Event())) as proxy:
        service = f"http://127.0.0.1:{proxy.port}"
        somebody.origins = (*somebody.origins, service)
        place = f"{service}/embed/v1/thread?site=demo&amp;article=lighthouse&amp;lang=de"
        early = f'<link rel="preload" as="fetch" crossorigin href="{place}">'
        tag = f'<script type="module" async src="{service}/embed/v1/embed.js"></script>'
        address = demo.publisher.publish(early + tag + element("lighthouse", lang="de"))

        def asked() -> int:
            before = len(proxy.asked)
            page = somebody.open(address)
            expect(page.get_by_role("heading", name="4 Kommentare")).to_be_visible()
            return len([one for one in proxy.asked[before:] if "/thread?" in one.path])

        assert any(asked() == 1 for _ in range(3))


def through(demo: Demo, asked: Request, broken: Event) -> Answer:
    if broken.is_set() and not asked.path.endswith(".js"):
        return Answer(502, b"<h1>Bad Gateway</h1>", {"Content-Type": "text/html"})
    told = {name: asked.headers[name] for name in ("Content-Type", "Origin") if asked.headers[name]}
    came = api.send(demo.port, asked.method, asked.path, asked.body, told)
    kept = {name: value for name, value in came.headers.items() if name.lower() not in OWN}
    return Answer(came.status, came.body, kept)


def test_a_thread_far_below_is_fetched_when_the_reader_comes_near(
    demo: Demo, reader: Readers
) -> None:
    somebody = reader()
    page = publish(somebody, demo, script(demo), FAR, element("lighthouse"))
    ready = "!!customElements.get('comment-thread')"
    eventually(page, lambda: bool(page.evaluate(ready)), "the script runs")

    page.evaluate("scrollTo(0, 3000)")
    page.evaluate(FRAMES)
    assert "GET thread" not in somebody.embedded()
    page.evaluate("scrollTo(0, 4500)")

    expect(page.get_by_role("heading", name="4 comments")).to_be_attached()


def test_a_page_of_https_takes_no_script_of_http_and_keeps_its_link(
    demo: Demo, reader: Readers
) -> None:
    """The doctor's script would be kept away just so: the doctor's own page says why."""
    somebody = reader()
    somebody.expect("Mixed Content")
    paper, service = "https://daily.example.org/", "http://comments.example.org"
    # It is asked for in name alone: nothing leaves the browser.
    somebody.origins = (*somebody.origins, paper, service)
    body = element("lighthouse", link(demo, "lighthouse"))
    tag = f'<script type="module" async src="{service}/embed/v1/embed.js"></script>'
    page = somebody.blank()
    page.route(paper, lambda route: route.fulfill(content_type="text/html", body=tag + body))
    blocked: list[str] = []
    page.on("requestfailed", lambda sent: blocked.append(sent.url))

    page.goto(paper)

    expect(page.get_by_role("link", name="Read the comments")).to_be_visible()
    eventually(page, lambda: bool(blocked), "the browser refuses the script")
    assert blocked == [f"{service}/embed/v1/embed.js"]
    doctor = somebody.open(f"{demo.url}/embed/doctor?site=demo&origin={paper.rstrip('/')}")
    expect(doctor.locator('[data-code="mixed_content"]')).to_be_visible()
