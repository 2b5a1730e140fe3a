"""Debian's packages, for what pip does not carry."""

import os
import shutil
import subprocess

from tests.services import turns


def install(package: str) -> None:
    """Try to install it; do nothing where there is no apt or no right to use it."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # apt does not wait for another apt: it fails.
    with turns.one_at_a_time("apt"):
        for step in (["update"], ["install", "--yes", "--no-install-recommends", package]):
            subprocess.run(["apt-get", "-qq", *step], env=quietly, check=False, capture_output=True)
