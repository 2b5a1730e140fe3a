"""The script and the styles, as they were built, by the names under which they are served."""

import hashlib
import re
from functools import cache

from comments_service import frontend

STYLES = ("page.css", "demo.css")
HASHED = re.compile(r"\.[0-9a-f]{8}\.(?:js|css)$")


@cache
def served() -> dict[str, bytes]:
    """Return what is served by name; a style also under one that carries its hash."""
    return frontend.assets() | {hashed(name): frontend.asset(name) for name in STYLES}


@cache
def hashed(name: str) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{digest(frontend.asset(name))}.{ending}"


def digest(contents: bytes) -> str:
    return hashlib.sha256(contents).hexdigest()[:8]
