"""The script and the styles, as they were built, by the names under which they are served."""

import base64
import hashlib
import re
from functools import cache

from comments_service import frontend

STYLES = ("page.css", "demo.css")
WHOLE = re.compile(r"embed\.[0-9a-f]{8}\.js")
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


@cache
def whole() -> str:
    """Return the name of the script that is one file and never changes."""
    return next(filter(WHOLE.fullmatch, frontend.assets()))


@cache
def integrity(name: str) -> str:
    """Return a file's checksum as pages state it (W3C Subresource Integrity)."""
    checksum = hashlib.sha384(frontend.asset(name)).digest()
    return f"sha384-{base64.b64encode(checksum).decode()}"
