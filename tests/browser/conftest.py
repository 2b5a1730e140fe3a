"""The real service with its demo, a browser that nobody else has touched, and strict eyes.

A page that logs an error, breaks its policy, asks a foreign origin or sets a cookie fails
the test that opened it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Frame, Locator, Page

from comments_service import create_app
from comments_service.actions import administering, demonstrating
from tests import databases
from tests.browser.publisher import Publisher, publisher
from tests.services import gunicorn, ports, waiting

SCREENSHOTS = Path(__file__).with_name("screenshots")
PATIENCE = 15_000  # ms, for a machine that does much else
DESKTOP = {"width": 1000, "height": 900}
# What pages of the demo embed beside a thread: their own style, badges and lists.
BESIDE = ("demo.", "count.js", "list.js", "related", "discussed")
# Nothing is pretended to a page that its test does not ask for.
AS_IT_IS: Mapping[str, Any] = {"viewport": DESKTOP, "color_scheme": "null"}


@dataclass(frozen=True)
class Demo:
    app: Flask
    port: int
    publisher: Publisher

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def sign_in_link(self) -> str:
        """Return a link to the desk for the demo's moderator; it works once."""
        with self.app.app_context():
            token = administering.sign_in_token(demonstrating.MODERATOR)
        return f"{self.url}/desk/sign-in?link={token}"

    def thread(self, article: str, place: str = "/t", **more: str) -> str:
        query = "&".join(f"{name}={value}" for name, value in more.items())
        return f"{self.url}{place}?site=demo&article={article}" + (f"&{query}" if query else "")


@pytest.fixture(scope="session")
def demo(
    sqlite_databases: databases.Sqlite, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Demo]:
    """One service for all browser tests; each test writes on an article of its own."""
    home = tmp_path_factory.mktemp("browser")
    port = ports.free()
    with sqlite_databases.fresh() as database, publisher() as paper:
        settings = {
            "COMMENTS_DATABASE_URL": database,
            "COMMENTS_HOME": str(home),
            "COMMENTS_SECRET": "a secret of the browser tests that is long enough",
            "COMMENTS_DEMO": "1",
            "COMMENTS_LIMITS_FACTOR": "1000",
            "COMMENTS_POSTING_LIMIT": "1000 per minute",
            "COMMENTS_PAGE_MIN_AGE": "0",
            "COMMENTS_BACKGROUND": "0",
        }
        app = create_app(settings)
        with app.app_context():
            demonstrating.make([f"http://127.0.0.1:{port}", paper.origin])
        with gunicorn.service(settings, home / "log", port=port):
            yield Demo(app, port, paper)
        databases.let_go(app)


@dataclass
class Reader:
    """Somebody with a browser: opens pages, and keeps what went wrong on them."""

    context: BrowserContext
    origins: tuple[str, ...]
    troubles: list[str] = field(default_factory=list)
    requests: list[tuple[str, str]] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    def open(self, url: str) -> Page:
        page = self.blank()
        page.goto(url)
        return page

    def blank(self) -> Page:
        """Make a page that is watched, for what has to be prepared before it is opened."""
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda said: self.note(said.type, said.text))
        page.on("pageerror", lambda error: self.note("error", str(error)))
        page.on("dialog", lambda dialog: self.note("error", f"dialog {dialog.message}"))
        page.on("request", lambda asked: self.asked(asked.method, asked.url))
        return page

    def note(self, kind: str, text: str) -> None:
        if kind == "error" and not any(words in text for words in self.expected):
            self.troubles.append(text)

    def asked(self, method: str, url: str) -> None:
        self.requests.append((method, url))
        if not url.startswith(self.origins):
            self.troubles.append(f"asked {url}")

    def embedded(self) -> list[str]:
        """Return what was asked of the widget's door, in order."""
        return [
            f"{method} {url.split('/embed/v1/')[1].split('?')[0]}"
            for method, url in self.requests
            if "/embed/v1/" in url
        ]

    def threaded(self) -> list[str]:
        """Return of that what a thread has asked for."""
        return [one for one in self.embedded() if not any(name in one for name in BESIDE)]

    def expect(self, *words: str) -> None:
        """Name what the browser itself will log: a failed request is an error to it."""
        self.expected = words

    def calm(self) -> None:
        assert self.troubles == []
        assert self.context.cookies() == []


Readers = Callable[..., Reader]


@pytest.fixture
def engine(chromium: Browser) -> Browser:
    """What readers read with; a file of tests may say otherwise."""
    return chromium


@pytest.fixture
def reader(engine: Browser, demo: Demo) -> Iterator[Readers]:
    """Make readers; each has a browser profile of their own."""
    made: list[Reader] = []
    with ExitStack() as stack:

        def make(**options: Any) -> Reader:
            context = engine.new_context(**{**AS_IT_IS, **options})
            stack.callback(context.close)
            made.append(Reader(context, (demo.url, demo.publisher.origin)))
            return made[-1]

        yield make
        for each in made:
            each.calm()


def adopted(page: Page) -> None:
    """Wait until the thread stands in the element's shadow root, with its comments."""
    # Not `wait_for_function`, which a strict policy refuses.
    found = "!!document.querySelector('comment-thread').shadowRoot?.querySelector('article')"
    waiting.until(lambda: bool(page.evaluate(found)), "the element shows its thread")


def shoot(page: Page, name: str) -> None:
    """Keep a picture for who looks: also of what is far down and not laid out yet."""
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


# All that axe looks for by itself (WCAG 2.2 AA, and best practices), and how large targets are.
RULES = {"target-size": {"enabled": True}}


def violations(page: Page | Frame, inside: str = "", *, without: Sequence[str] = ()) -> list[str]:
    """Return what axe finds, each with where: in the whole page, or inside this element."""
    lay_out(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    rules = RULES | {rule: {"enabled": False} for rule in without}
    found = page.evaluate(
        "async ([inside, options]) => (await axe.run(inside || document, options)).violations",
        [inside, {"resultTypes": ["violations"], "rules": rules}],
    )
    return [f"{one['id']}: {[node['html'][:200] for node in one['nodes']]}" for one in found]


LAY_OUT = """
() => {
  for (const thread of document.querySelectorAll("comment-thread"))
    for (const one of (thread.shadowRoot ?? thread).querySelectorAll(".ct-list > li"))
      one.style.contentVisibility = "visible";
}
"""


def lay_out(page: Page | Frame) -> None:
    """Lay out what is far from view as well: until then it has places that overlap."""
    page.evaluate(LAY_OUT)


def write(page: Page | Locator, text: str, name: str = "") -> None:
    """Fill in the composer that is open, and send it."""
    page.get_by_role("textbox", name="Your comment").fill(text)
    if name:
        page.get_by_role("textbox", name="Your name").fill(name)
    page.get_by_role("button", name="Post", exact=True).click()


def post(page: Page | Locator, text: str, name: str = "") -> Locator:
    """Post a comment at the top, and return it as it stands in the thread."""
    page.get_by_role("link", name="Write a comment").click()
    write(page, text, name)
    comment = page.get_by_role("article").filter(has_text=text).first
    comment.wait_for()
    return comment
