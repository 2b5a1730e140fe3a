import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager

from tests.bench import consistency, driving, targets
from tests.bench.bench import Bench
from tests.bench.consistency import POSTERS, RATE, Load
from tests.bench.figures import Figure, at_least, at_most, kept
from tests.bench.memory import resident
from tests.bench.posters import Posters
from tests.bench.seeding import SITE
from tests.bench.sizes import USUAL
from tests.services import api
from tests.services.gunicorn import Service

TITLE = "reads while 50 posts a second arrive on the thread"
THREAD = {"site": SITE, "article": targets.thread(USUAL)}
MADE = re.compile(r'^comments_pages_made_total\{route="/api/v1/comments"\} (\d+)$', re.MULTILINE)
# The noise of a minute; what grows with each version of a page would be far above it.
MOST_GROWTH = 0.1


def measure(bench: Bench) -> Generator[Figure]:
    home = bench.library.ordinary(bench.sizes.databases[0])
    with bench.open_service(home) as service:
        yield from speed(bench, service)
    with bench.open_service(home) as service:
        load = Load([service.port], [service.port], THREAD, bench.sizes.consistency)
        result = consistency.check(load, memory=lambda: resident(service.workers))
        yield kept("one node, what everybody is promised", result.wrong(), str(result))
        yield at_most("one node, growth of memory", 100 * result.growth, 100 * MOST_GROWTH, " %")


def speed(bench: Bench, service: Service) -> Iterator[Figure]:
    ask = driving.get(service.port, [targets.HUNDRED])
    seconds = max(2.0, bench.sizes.seconds)
    told: list[Posters] = []

    def disturbed() -> driving.Load:
        with posted(service, seconds) as posters:
            told.append(posters)
            return driving.drive(ask, seconds=seconds)

    before = pages_made(service)
    work = {"quiet": driving.driven(ask, seconds), "disturbed": disturbed}
    found = {name: driving.median(runs) for name, runs in driving.in_turn(work).items()}
    made = pages_made(service) - before
    quiet, busy = found["quiet"], found["disturbed"]
    behind = f"{busy.rate:,.0f}/s, {quiet.rate:,.0f}/s without posts"
    yield at_least("of s1", busy.rate / quiet.rate, 0.5, " ×", behind)
    yield at_most("p99", busy.p99, 50, " ms", f"p50 {busy.p50:.3g} ms")
    versions = sum(len(posters.posted) for posters in told)
    most = (versions + 1) * len(service.workers)
    yield at_most("pages made, of one a version and process", made / most, 1, " ×", f"{made:,}")
    wrong = [error for posters in told for error in posters.errors]
    yield kept("posts meanwhile", wrong[:3], f"{versions:,} posts")


@contextmanager
def posted(service: Service, seconds: float) -> Iterator[Posters]:
    """Post for so long beside what is done inside."""
    posters = Posters([service.port], THREAD, RATE)
    running = posters.run(seconds, POSTERS)
    try:
        yield posters
    finally:
        for thread in running:
            thread.join()


def pages_made(service: Service) -> int:
    # The other worker adds what it has counted with the first answer after a second.
    for _ in range(2):
        driving.drive(driving.get(service.port, [targets.HUNDRED]), seconds=1)
    found = MADE.search(api.send(service.port, "GET", "/metrics").body.decode())
    return int(found[1]) if found else 0
