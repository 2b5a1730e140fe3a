"""A real Firefox, Debian's: Playwright speaks WebDriver BiDi with it, over our bridge."""

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from tests.services import bridge, debian, driver

# A `moz-` channel is any Firefox as Mozilla builds it; the plain name means Playwright's own.
CHANNEL = "moz-firefox"
PATIENCE = 60_000  # ms: a first start makes a whole profile
PREFERENCES: dict[str, str | float | bool] = {
    # Whoever reads with it likes it dark: nothing can tell it so later.
    "layout.css.prefers-color-scheme.content-override": 0,
    # An icon that no page has asked for would break the policy of a strict one.
    "browser.chrome.site_icons": False,
}


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """Start a headless Firefox; raise Unavailable where none can be had."""
    program = debian.binary("firefox-esr", lambda: debian.on_path("firefox-esr", "firefox"))
    with driver.lent() as playwright:
        started = playwright.firefox.launch(
            channel=CHANNEL,
            executable_path=bridged(program, folder),
            firefox_user_prefs=PREFERENCES,
            timeout=PATIENCE,
        )
        try:
            yield started
        finally:
            started.close()


def bridged(program: Path, folder: Path) -> Path:
    """Write what Playwright starts as if it were the browser."""
    launcher = folder / "firefox"
    command = shlex.join((sys.executable, bridge.__file__, str(program)))
    launcher.write_text(f'#!/bin/sh\nexec {command} "$@"\n')
    launcher.chmod(0o700)
    return launcher
