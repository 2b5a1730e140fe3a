"""Debian's packages, for what pip does not carry."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.services import turns
from tests.services.errors import Unavailable

# Debian puts servers where only root's PATH looks.
FOLDERS = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"))


def binary(package: str, find: Callable[[], Path | None]) -> Path:
    """Return a program that `find` finds, now or once the package is installed.

    Raises `Unavailable` where neither helps.
    """
    found = find()
    if found is None:
        install(package)
        found = find()
    if found is None:
        raise Unavailable(f"no {package}: not installed, not by Debian")
    return found


def on_path(*names: str) -> Path | None:
    """Return the first of these programs that is installed."""
    found = next(filter(None, (shutil.which(name, path=FOLDERS) for name in names)), None)
    return None if found is None else Path(found)


def install(package: str) -> None:
    """Try to install it; do nothing where there is no apt or no right to use it."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # apt does not wait for another apt: it fails.
    with turns.one_at_a_time("apt"):
        for step in (["update"], ["install", "--yes", "--no-install-recommends", package]):
            subprocess.run(["apt-get", "-qq", *step], env=quietly, check=False, capture_output=True)
