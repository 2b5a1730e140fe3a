"""Waiting for what a page does by itself."""

from collections.abc import Callable

from playwright.sync_api import Page, Route

from tests.services import waiting

PAUSE = 20  # ms


def eventually(page: Page, met: Callable[[], bool], what: str) -> None:
    """Wait for something that only the page's events can bring about."""

    def seen() -> bool:
        # Playwright hands over what happened while it is asked to wait, not while Python sleeps.
        page.wait_for_timeout(PAUSE)
        return met()

    waiting.until(seen, what)


def held(page: Page, what: str) -> list[Route]:
    """Let no request through whose address is like this: a test sends it on when it likes."""
    kept: list[Route] = []

    def keep(route: Route) -> None:
        kept.append(route)

    page.route(what, keep)
    return kept
