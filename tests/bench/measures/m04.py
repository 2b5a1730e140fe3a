import statistics
import time
from collections.abc import Generator

from tests.bench import desks
from tests.bench.bench import Bench
from tests.bench.desks import Desk
from tests.bench.driver import answers
from tests.bench.figures import Figure, at_most
from tests.bench.seeding import SITE

TITLE = "a page of the queue with its counts, made new"
GOAL = 60
MOST, SECONDS, WARM = 100, 5.0, 5
PAGES = {
    "needs review": f"/desk?site={SITE}",
    "held": f"/desk?site={SITE}&queue=held",
    "what was looked for": f"/desk?site={SITE}&queue=search&words=tram",
    "one comment": "/desk/comments/1",
    "the log": f"/desk/log?site={SITE}",
}


def measure(bench: Bench) -> Generator[Figure]:
    with desks.opened(bench) as desk:
        for name, path in PAGES.items():
            taken = milliseconds(desk, path)
            spread = f"p95 {statistics.quantiles(taken, n=20)[18]:.3g} ms"
            what = f"{name}, {bench.sizes.held:,} held, p50"
            yield at_most(what, statistics.median(taken), GOAL, " ms", spread)


def milliseconds(desk: Desk, path: str) -> list[float]:
    """Return what one moderator waits for a page, again and again."""
    request, end = desk.page(path), time.monotonic() + SECONDS
    asked = answers(desk.service.port, [request], end, MOST + WARM)
    return [taken for _, taken in asked][WARM:]
