"""Waiting for what a page does by itself."""

from collections.abc import Callable

from playwright.sync_api import Page, Route

from tests.services import waiting

PAUSE = 20  # ms
MINUTE = 61_000  # ms, after which a thread asks whether there is news


def eventually(page: Page, met: Callable[[], bool], what: str) -> None:
    """Wait for something that only the page's events can bring about."""

    def seen() -> bool:
        # Playwright hands over what happened while it is asked to wait, not while Python sleeps.
        page.wait_for_timeout(PAUSE)
        return met()

    waiting.until(seen, what)


def news(page: Page) -> None:
    """Turn the page's clock on until the thread, once the browser has seen it, tells of news."""

    def told() -> bool:
        page.clock.run_for(MINUTE)
        return page.locator(".ct-news > button").count() > 0

    eventually(page, told, "the thread tells what is new")


def held(page: Page, what: str) -> list[Route]:
    """Let no request through whose address is like this: a test sends it on when it likes."""
    kept: list[Route] = []

    def keep(route: Route) -> None:
        kept.append(route)

    page.route(what, keep)
    return kept
