"""A virtual environment for each, kept between runs: as old as its lock file."""

import subprocess
import sys
from pathlib import Path

from tests.services.errors import Unavailable

ROOT = Path(__file__).parents[3]
CACHE = ROOT / ".cache/bench"


def python(name: str) -> Path:
    """Return the Python of the environment NAME.txt, made when missing; may raise Unavailable."""
    return installed(CACHE / name, Path(__file__).with_name(f"{name}.txt"))


def installed(place: Path, lock: Path) -> Path:
    """Install what a lock file names into an environment at `place`, unless that is done."""
    program, stamp = place / "bin/python", place / "installed.txt"
    if stamp.exists() and stamp.read_bytes() == lock.read_bytes():
        return program
    _run(sys.executable, "-m", "venv", "--clear", place)
    _run(program, "-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", lock)
    stamp.write_bytes(lock.read_bytes())
    return program


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise Unavailable(f"{command[0]} failed: {done.stderr.strip()[-500:]}")
