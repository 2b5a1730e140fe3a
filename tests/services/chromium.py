"""A real Chromium: one that is installed, else Debian's, else npm's, else Playwright's."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from tests.services import debian, driver, node, processes, turns, waiting
from tests.services.errors import Unavailable

NAMES = ("chromium-headless-shell", "chromium", "google-chrome", "google-chrome-stable")
NPM_PACKAGE = "@sparticuz/chromium@147"
UNPACK = """
import('@sparticuz/chromium').then(async m => console.log(await m.default.executablePath()))
"""
# Root has no sandbox; and a browser under test speaks to nobody but the page.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
LISTENING = re.compile(r"DevTools listening on (ws://\S+)\n")


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a headless Chromium; raise Unavailable where none can be had."""
    program = binary()
    with driver.lent() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        try:
            yield started
        finally:
            started.close()


@contextmanager
def as_shipped(started: Browser, folder: Path) -> Iterator[Browser]:
    """Start another as readers have it: Playwright's own switches turn storage partitions off.

    Every host of every name is this machine to it.
    """
    log = folder / "log"
    command: list[str | Path] = [
        *(binary(), *ARGUMENTS, "--headless", f"--user-data-dir={folder}"),
        *("--remote-debugging-port=0", "--host-resolver-rules=MAP * 127.0.0.1"),
    ]
    with processes.running(command, log) as process:

        def listens() -> bool:
            processes.alive(process, log)
            return LISTENING.search(log.read_text()) is not None

        waiting.until(listens, "the browser says where it listens")
        place = LISTENING.findall(log.read_text())[0]
        browser = started.browser_type.connect_over_cdp(place)
        yield browser
        browser.close()


def binary() -> Path:
    ways: tuple[Callable[[], Path | None], ...] = (_installed, _debian, _npm, _playwright)
    for way in ways:
        found = way()
        if found is not None:
            return found
    raise Unavailable("no Chromium: not installed, not by Debian, npm or Playwright")


def _installed() -> Path | None:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return None if found is None else Path(found)


def _debian() -> Path | None:
    debian.install(NAMES[0])
    return _installed()


def _npm() -> Path | None:
    """The package holds the browser itself, packed; its own code unpacks it and says where."""
    try:
        tools = node.folder()
    except Unavailable:
        return None
    place = Path(tempfile.gettempdir()) / f"chromium-of-npm-{os.getuid()}"
    place.mkdir(mode=0o700, exist_ok=True)
    environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}

    def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=place, env=environment, check=False, capture_output=True, text=True
        )

    with turns.one_at_a_time("npm"):
        run(tools / "npm", "install", "--no-save", "--silent", "--prefix", place, NPM_PACKAGE)
        unpacked = run(tools / "node", "--eval", UNPACK)
    return Path(unpacked.stdout.strip()) if unpacked.returncode == 0 else None


def _playwright() -> Path | None:
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    if subprocess.run(command, check=False, capture_output=True).returncode != 0:
        return None
    with driver.lent() as playwright:
        return Path(playwright.chromium.executable_path)
