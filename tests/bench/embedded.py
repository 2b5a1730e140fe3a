"""The widget on a publisher's page, in a real Chromium that tells by itself what happens there."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from tests.bench import targets
from tests.bench.bench import Bench
from tests.bench.seeding import SITE
from tests.bench.sizes import USUAL
from tests.browser.publisher import Publisher, publisher
from tests.services import api, chromium, waiting

ARTICLE = targets.thread(USUAL)
# A page of the thread: what the goals of the widget speak of.
SHOWN = 25
DOOR = "/embed/v1/"
# The page's own words, above the thread and below it.
STORY = f"<p>{'The harbour was quiet that morning, and nobody had expected the ferry. ' * 12}</p>"
FOOTER = f"<footer><h2>More of today</h2>{STORY}</footer>"
RESERVED = "<style>comment-thread { display: block; min-height: 100vh }</style>"

# How the browser says what it did: shifts of the layout, and every task of a thread.
TRACED = ["loading", "disabled-by-default-devtools.timeline"]
TASK = "RunTask"
SLOWER = 4
# Milliseconds and bytes a second: slow enough for a page to be painted before its comments come.
LINE = {"offline": False, "latency": 150, "downloadThroughput": 2e5, "uploadThroughput": 1e5}

STANDING = """
shown => shown === document.querySelector('comment-thread')
  .shadowRoot?.querySelectorAll('.ct-list > li').length
"""
# Milliseconds, in which what comes late would come.
CALM = 400


@dataclass(frozen=True)
class Trace:
    events: Sequence[Mapping[str, Any]]

    @property
    def shift(self) -> float:
        """Add up what moved without an act of the reader."""
        told = [one["args"]["data"] for one in self.events if one["name"] == "LayoutShift"]
        return float(sum(one["score"] for one in told if not one["had_recent_input"]))

    @property
    def tasks(self) -> list[float]:
        """Return the milliseconds of each task of the pages' main threads."""
        mains = {
            (one["pid"], one["tid"])
            for one in self.events
            if one["name"] == "thread_name" and one["args"]["name"] == "CrRendererMain"
        }
        return [
            # Its own time where the browser says it: what else the machine does is not its work.
            one.get("tdur", one["dur"]) / 1_000
            for one in self.events
            if one["name"] == TASK and "dur" in one and (one["pid"], one["tid"]) in mains
        ]


@dataclass(frozen=True)
class Stage:
    """A service, a publisher and a browser; `fragment` is what a publisher would include."""

    browser: Browser
    paper: Publisher
    service: str
    fragment: str

    def publish(self, *, above: str = STORY, inside: str = "", script: bool = True) -> str:
        """Put up a page with the thread, and return its address."""
        source = f"{self.service}{DOOR}embed.js"
        loaded = f'<script type="module" async src="{source}"></script>' if script else ""
        thread = f'<comment-thread site="{SITE}" article="{ARTICLE}">{inside}</comment-thread>'
        return self.paper.publish(loaded + above + thread + FOOTER, policy="")

    @contextmanager
    def page(self) -> Iterator[Page]:
        """Open an empty page of a reader whom nobody knows."""
        with self.browser.new_context(viewport={"width": 1000, "height": 900}) as context:
            yield context.new_page()

    @contextmanager
    def session(self, page: Page) -> Iterator[CDPSession]:
        session = page.context.new_cdp_session(page)
        yield session
        session.detach()

    def asked(self, urls: Sequence[str]) -> list[str]:
        return [url for url in urls if url.startswith(self.service)]


@contextmanager
def stage(bench: Bench) -> Iterator[Stage]:
    """Raises `Unavailable` where no Chromium can be had."""
    home = bench.library.ordinary(bench.sizes.databases[0])
    with bench.service(home) as service, chromium.browser() as browser, publisher() as paper:
        fragment = api.send(service.port, "GET", targets.fragment(ARTICLE)).body.decode()
        yield Stage(browser, paper, service.url, fragment)


def stands(page: Page) -> None:
    """Wait until the element shows its comments, and a moment longer."""
    waiting.until(lambda: standing(page), "the element shows its comments")
    page.wait_for_timeout(CALM)


def standing(page: Page) -> bool:
    return bool(page.evaluate(STANDING, SHOWN))


@contextmanager
def traced(page: Page) -> Iterator[list[Trace]]:
    """Trace what the page does meanwhile; the trace is there afterwards."""
    browser = page.context.browser
    assert browser is not None
    browser.start_tracing(page=page, categories=TRACED)
    found: list[Trace] = []
    try:
        yield found
    finally:
        found.append(Trace(json.loads(browser.stop_tracing())["traceEvents"]))
