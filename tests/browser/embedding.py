"""A page of a publisher's with the two lines in it."""

from playwright.sync_api import Page

from tests.browser.conftest import Demo, Reader


def script(demo: Demo) -> str:
    return f'<script type="module" src="{demo.url}/embed/v1/embed.js"></script>'


def element(article: str, inside: str = "") -> str:
    return f"<comment-thread site=demo article={article}>{inside}</comment-thread>"


def address(demo: Demo, *parts: str) -> str:
    """Put a page up without any policy, and return where it is."""
    return demo.publisher.publish("".join(parts), policy="")


def publish(somebody: Reader, demo: Demo, *parts: str) -> Page:
    return somebody.open(address(demo, *parts))


def fragment(somebody: Reader, demo: Demo, article: str) -> str:
    """Fetch what a publisher's server would include."""
    url = f"{demo.url}/embed/v1/thread?site=demo&article={article}"
    return somebody.context.request.get(url).text()
