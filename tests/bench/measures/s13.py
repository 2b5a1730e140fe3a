import subprocess
import time
from collections.abc import Generator
from pathlib import Path

from tests.bench import driving, targets
from tests.bench.bench import Bench
from tests.bench.figures import Figure, at_most, missing
from tests.bench.measures.s08 import pages_made
from tests.bench.memory import resident
from tests.bench.peers import environments
from tests.services import api
from tests.services.gunicorn import ROOT, Service

TITLE = "memory and start"
MIB = 2**20
CODINGS = ("br", "zstd", "gzip")
# A page of 75 comments is 30 KB, and in the three codings 15 more: twice what can be kept.
PAGES_A_MIB = 45
# Three is what is usual, and has another spelling.
REPLIES = [replies for replies in range(21) if replies != 3]


def measure(bench: Bench) -> Generator[Figure]:
    home, _ = bench.library.special
    cache = bench.sizes.cache
    begun = time.monotonic()
    with bench.service(home, {"COMMENTS_PAGE_CACHE_BYTES": str(cache * MIB)}) as service:
        api.send(service.port, "GET", targets.HUNDRED)
        yield at_most("to the first 200", time.monotonic() - begun, 2.0, " s")
        yield at_most("resident, the larger worker after start", largest(service), 95, " MiB")
        what = "resident, the larger worker with its page cache full"
        if fill(service, cache):
            yield at_most(what, largest(service), 95 + cache + 15, " MiB")
        else:
            yield missing(what, "in this time it could not be filled")
    yield at_most("installed", installed(), 150, " MB")


def largest(service: Service) -> float:
    return max(resident([worker]) for worker in service.workers) / MIB


def fill(service: Service, cache: int) -> bool:
    """Ask for more pages than are kept, again and again, and say whether some had to go.

    Every spelling is a page of its own, and is kept from its second time on.
    """
    article = targets.thread(1_000)
    asked = [
        targets.page(article, *sort, ("limit", limit), ("replies", replies))
        for sort in ([], [("sort", "oldest")], [("sort", "top")])
        for limit in range(51, 101)
        for replies in REPLIES
    ][: PAGES_A_MIB * cache]
    asks = [driving.get(service.port, asked, {"Accept-Encoding": coding}) for coding in CODINGS]
    for ask in asks:
        driving.drive(ask, seconds=2 + cache / 4)
    # Whoever asks for all of them in turn finds none kept, once they do not fit.
    before = pages_made(service)
    driving.drive(asks[0], seconds=1)
    return pages_made(service) - before > len(service.workers)


def installed() -> float:
    """Return megabytes of what requirements.txt brings, with the service itself."""
    place = environments.CACHE / "installed"
    environments.installed(place, ROOT / "requirements.txt")
    counted = [next(place.glob("lib/python*/site-packages")), ROOT / "comments_service"]
    return sum(map(size, counted)) / 1_000_000


def size(folder: Path) -> int:
    """Return bytes on the disk."""
    told = subprocess.run(
        ["du", "--summarize", "--block-size=1", folder], check=True, capture_output=True, text=True
    )
    return int(told.stdout.split()[0])
