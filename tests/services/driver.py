"""Playwright's driver: one for all browsers, since no process can have a second."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Playwright, sync_playwright

_RUNNING: list[Playwright] = []


@contextmanager
def lent() -> Iterator[Playwright]:
    """Lend the driver. Who came first ends it, so those who come later must go earlier."""
    if _RUNNING:
        yield _RUNNING[0]
        return
    with sync_playwright() as started:
        _RUNNING.append(started)
        try:
            yield started
        finally:
            _RUNNING.clear()
