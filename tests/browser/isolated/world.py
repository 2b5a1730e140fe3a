"""Publishers of several names, a browser as readers have it, and the frames on their pages.

Which sites are strangers to each other decides over storage and over who is heard.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Frame, Page

from tests.browser.conftest import DESKTOP, Demo, Reader
from tests.services import waiting

SITE = "walled"
# Keeps what a page hears, and every height that its first isolated frame is given: one that is
# wrong does not stay, since the frame soon tells the right one.
LISTEN = """
window.heard = [];
addEventListener("message", ({ data }) => heard.push(data.height ?? data));
window.given = [];
const frame = document.querySelector("comment-thread")?.shadowRoot.querySelector("iframe");
const note = () => given.push(frame.style.blockSize);
if (frame) new MutationObserver(note).observe(frame, { attributes: true });
"""
HEIGHT = "one => one.getBoundingClientRect().height"
OWN_HEIGHT = "Math.ceil(document.body.getBoundingClientRect().height)"


@dataclass
class World:
    """All publishers are this machine; `readers` are those of one test."""

    demo: Demo
    browser: Browser
    readers: list[Reader] = field(default_factory=list)

    def origin(self, host: str) -> str:
        return f"http://{host}:{self.demo.publisher.port}"

    @property
    def paper(self) -> str:
        return self.origin("paper.example.org")

    @property
    def other(self) -> str:
        return self.origin("other.example.net")

    @property
    def stranger(self) -> str:
        """A page that the site has not registered."""
        return self.origin("stranger.example.com")

    def reader(self, **options: Any) -> Reader:
        context = self.browser.new_context(**{"viewport": DESKTOP, **options})
        origins = (self.demo.url, self.paper, self.other, self.stranger)
        self.readers.append(Reader(context, origins))
        return self.readers[-1]

    def publish(self, origin: str, body: str, policy: str = "") -> str:
        address = self.demo.publisher.publish(body, policy=policy)
        return origin + address.removeprefix(self.demo.publisher.origin)

    def element(self, article: str, site: str = SITE) -> str:
        link = f"{self.demo.url}/t?site={site}&amp;article={article}"
        return (
            f'<comment-thread site="{site}" article="{article}" isolate>'
            f'<a href="{link}">Read the comments</a></comment-thread>'
            f'<script type="module" async src="{self.demo.url}/embed/v1/embed.js"></script>'
        )

    def frame(self, article: str, more: str = "") -> str:
        source = f"{self.demo.url}/embed/v1/frame?site={SITE}&article={article}{more}"
        return f'<iframe title="Comments" src="{source}"></iframe>'


def of_thread(page: Page, article: str) -> Frame:
    """Return the frame that shows a thread, once it is there and its script listens."""
    return shown(page, f"article={article}")


def shown(page: Page, address: str) -> Frame:
    """Return the frame of this address, or of one that holds it, once it is loaded."""
    frame = page.locator(f'iframe[src*="{address}"]').element_handle().content_frame()
    assert frame is not None
    frame.wait_for_url(re.compile(re.escape(address)))
    return frame


def height(page: Page, article: str) -> float:
    tall: float = page.locator(f'iframe[src*="article={article}"]').evaluate(HEIGHT)
    return tall


def fits(page: Page, article: str) -> float:
    """Wait until a frame is as tall as what it shows, and return how tall that is."""

    def fitting() -> bool:
        own: int = of_thread(page, article).evaluate(OWN_HEIGHT)
        return height(page, article) == own > 100

    waiting.until(fitting, f"the frame of {article} is as tall as its thread")
    return height(page, article)


def hears(page: Page, what: object) -> None:
    """Wait until a message has come, so that those sent before it have come too."""
    waiting.until(lambda: what in page.evaluate("heard"), f"the page hears {what}")


def given(page: Page) -> set[str]:
    """Return the heights that the frame was given since the page listens."""
    return set(page.evaluate("given"))


def theme(frame: Frame) -> str | None:
    chosen: str | None = frame.evaluate("document.documentElement.dataset.theme ?? null")
    return chosen
