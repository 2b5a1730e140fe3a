"""How cost grows: latency for one reader against length of thread and size of database."""

from collections.abc import Iterator, Mapping, Sequence

from tests.bench import driver, driving, targets
from tests.bench.bench import MADE_NEW, Bench
from tests.bench.driving import Ask
from tests.bench.measures import made_new
from tests.bench.peers import isso
from tests.bench.sizes import USUAL
from tests.services.errors import Unavailable
from tests.services.gunicorn import Service

HOT, NEW, ISSO = "hot", "made new", "Isso"
# A peer that takes longer for one answer is not carried any further.
PATIENCE = 20_000.0

# Of each line the points: comments, milliseconds.
Lines = Mapping[str, Sequence[tuple[int, float]]]


def by_length(bench: Bench) -> Lines:
    home, _ = bench.library.special
    lengths = bench.sizes.threads
    pages = {length: targets.page(targets.thread(length)) for length in lengths}
    with bench.service(home) as hot, bench.service(home, MADE_NEW) as new:
        return {
            HOT: [(length, latency(hot, page)) for length, page in pages.items()],
            NEW: [(length, latency(new, page)) for length, page in pages.items()],
            ISSO: isso_by_length(bench),
        }


def by_database(bench: Bench) -> Lines:
    found: dict[str, list[tuple[int, float]]] = {HOT: [], NEW: [], ISSO: []}
    page = targets.page(targets.thread(USUAL))
    for comments in bench.sizes.databases:
        home = bench.library.ordinary(comments)
        with bench.service(home) as service:
            found[HOT].append((comments, latency(service, page)))
        with bench.service(home, MADE_NEW) as service:
            found[NEW].append((comments, latency(service, page)))
        found[ISSO] += isso_by_database(bench, comments)
    return found


def latency(service: Service, page: str) -> float:
    return made_new.milliseconds(service.port, page)


def isso_by_length(bench: Bench) -> list[tuple[int, float]]:
    lengths = [each for each in bench.sizes.threads if each <= bench.sizes.isso_thread]
    try:
        with bench.isso(bench.sizes.databases[0], lengths) as port:
            warm(port, lengths[0])
            return list(patiently(port, lengths))
    except Unavailable:
        return []


def patiently(port: int, lengths: Sequence[int]) -> Iterator[tuple[int, float]]:
    for length in lengths:
        taken = driver.median(isso_page(port, length), most=20, seconds=2.0)
        yield length, taken
        if taken > PATIENCE:
            return


def isso_by_database(bench: Bench, comments: int) -> list[tuple[int, float]]:
    if comments > bench.sizes.isso_database:
        return []
    try:
        with bench.isso(comments) as port:
            warm(port, USUAL)
            return [(comments, driver.median(isso_page(port, USUAL), most=20, seconds=2.0))]
    except Unavailable:
        return []


def warm(port: int, length: int) -> None:
    """Let each of its workers begin, so that nobody's first answer is measured."""
    driver.median(isso_page(port, length), most=5 * isso.WORKERS, seconds=5.0)


def isso_page(port: int, length: int) -> Ask:
    """Ask for as many of the newest as we give."""
    return driving.get(port, [f"/?uri=/{targets.thread(length)}&limit=25&sort=newest"])
