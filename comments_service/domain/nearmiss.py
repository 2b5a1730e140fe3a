"""An origin that nobody has registered, and the registered one that was probably meant."""

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

# As `difflib` counts it: one wrong letter in the name of a newspaper is still near.
NEAR_ENOUGH = 0.9


class Near(NamedTuple):
    """`by` says in which of `WAYS` the two differ, or that they are only spelt alike."""

    registered: str
    by: str


def nearest(origin: str, registered: Iterable[str]) -> Near | None:
    """Return what comes nearest to an exact origin, if anything comes near."""
    known = sorted(registered)
    here = urlsplit(origin)
    for way, differ in WAYS.items():
        for one in known:
            if differ(here, urlsplit(one)):
                return Near(one, way)
    alike = difflib.get_close_matches(origin, known, n=1, cutoff=NEAR_ENOUGH)
    return Near(alike[0], "spelling") if alike else None


def scheme(here: SplitResult, kept: SplitResult) -> bool:
    return here.netloc == kept.netloc and here.scheme != kept.scheme


def port(here: SplitResult, kept: SplitResult) -> bool:
    return here.hostname == kept.hostname and here.port != kept.port


def www(here: SplitResult, kept: SplitResult) -> bool:
    return without_www(here) == without_www(kept)


def dot(here: SplitResult, kept: SplitResult) -> bool:
    return name(here).rstrip(".") == name(kept).rstrip(".")


def subdomain(here: SplitResult, kept: SplitResult) -> bool:
    one, other = f".{name(here)}", f".{name(kept)}"
    return one.endswith(other) or other.endswith(one)


def without_www(parts: SplitResult) -> str:
    return name(parts).removeprefix("www.")


def name(parts: SplitResult) -> str:
    return parts.hostname or ""


# The first that holds is told: the plainest difference first.
WAYS: Mapping[str, Callable[[SplitResult, SplitResult], bool]] = {
    "scheme": scheme,
    "port": port,
    "www": www,
    "dot": dot,
    "subdomain": subdomain,
}
