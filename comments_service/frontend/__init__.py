"""What was built of `src/`: `asset` is all that the rest of the service may use.

`make frontend` builds `dist/`, which is committed, so that running needs no Node.
"""

from functools import cache
from pathlib import Path

DIST = Path(__file__).with_name("dist")


@cache
def assets() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(DIST.iterdir())}


def asset(name: str) -> bytes:
    """Return a built file; `KeyError` when there is none of that name."""
    return assets()[name]
