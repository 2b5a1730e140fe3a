"""A real WebKit: Debian's WebKitGTK by its own WebDriver, on a screen that nobody looks at."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.webkitgtk.options import Options

from tests.services import debian, ports, processes, waiting

LIBRARIES = Path("/usr/lib")
BROWSER = "*/webkit*gtk-*/MiniBrowser"
# Whoever reads with it likes it dark.
ARGUMENTS = ("--automation", "--dark-mode")
NUMBER = re.compile(r"^(\d+)\n", re.MULTILINE)  # among what it warns of
SCREEN = ("-screen", "0", "1000x900x24", "-nolisten", "tcp")
ENVIRONMENT = {"LIBGL_ALWAYS_SOFTWARE": "1", "NO_AT_BRIDGE": "1"}


@dataclass(frozen=True)
class WebKit:
    driver: WebDriver

    @property
    def version(self) -> str:
        return str(self.driver.capabilities["browserVersion"])


@contextmanager
def browser(folder: Path) -> Iterator[WebKit]:
    """Start a WebKit; raise Unavailable where none can be had."""
    program = debian.binary("webkit2gtk-driver", lambda: debian.on_path("WebKitWebDriver"))
    options = Options()
    options.binary_location = str(shell())
    for argument in ARGUMENTS:
        options.add_argument(argument)
    with display(folder) as shown, driver(program, folder / "log", shown) as url:
        # Its own way to the same, by `client_config`, warns of itself.
        connection = RemoteConnection(client_config=ClientConfig(url))
        started = WebDriver(connection, options=options)
        try:
            yield WebKit(started)
        finally:
            started.quit()


def shell() -> Path:
    return debian.binary("webkit2gtk-driver", lambda: next(LIBRARIES.glob(BROWSER), None))


@contextmanager
def display(folder: Path) -> Iterator[str]:
    """Start a screen under the next number that is free."""
    program = debian.binary("xvfb", lambda: debian.on_path("Xvfb"))
    told = folder / "display"
    with processes.running([program, "-displayfd", "1", *SCREEN], told) as process:

        def numbered() -> bool:
            processes.alive(process, told)
            return NUMBER.search(told.read_text()) is not None

        waiting.until(numbered, "the screen says its number")
        yield f":{NUMBER.findall(told.read_text())[0]}"


@contextmanager
def driver(program: Path, log: Path, shown: str) -> Iterator[str]:
    port = ports.free()
    env = {**os.environ, **ENVIRONMENT, "DISPLAY": shown}
    with processes.running([program, f"--port={port}"], log, env=env) as process:

        def listens() -> bool:
            processes.alive(process, log)
            return ports.answers(port)

        waiting.until(listens, "the driver listens")
        yield f"http://127.0.0.1:{port}"
