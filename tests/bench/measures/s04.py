import statistics
from collections.abc import Callable, Generator, Mapping
from pathlib import Path

from tests.bench import driver, driving, targets
from tests.bench.bench import MADE_NEW, Bench
from tests.bench.driving import Ask
from tests.bench.figures import Figure, at_most
from tests.bench.sizes import USUAL
from tests.services import api
from tests.services.gunicorn import Service

TITLE = "any page, in a large database and in a small one"
# Short turns, and many: what disturbs the machine is longer than one.
RUNS, MOST, SECONDS = 15, 20, 1.0


def measure(bench: Bench) -> Generator[Figure]:
    sizes = bench.sizes
    homes = (bench.library.ordinary(sizes.databases[0]), bench.library.largest())
    yield worst(f"hot, {sizes.largest:,}: cost of the small one's", compared(bench, homes, {}))
    yield worst(
        f"made new, {sizes.largest:,}: cost of the small one's", compared(bench, homes, MADE_NEW)
    )


Ratios = Mapping[str, tuple[float, float]]


def compared(bench: Bench, homes: tuple[Path, Path], settings: dict[str, str]) -> Ratios:
    """Ask both for each page in turn, and return the medians of what one reader waits."""
    with bench.service(homes[0], settings) as small, bench.service(homes[1], settings) as large:
        ours, theirs = pages(small), pages(large)
        return {
            name: in_turn(
                driving.get(small.port, [ours[name]]), driving.get(large.port, [theirs[name]])
            )
            for name in ours
        }


def in_turn(small: Ask, large: Ask) -> tuple[float, float]:
    for ask in (small, large):
        driver.median(ask, most=10, seconds=SECONDS)
    work = {"small": latency(small), "large": latency(large)}
    found = driving.in_turn(work, runs=RUNS)
    return statistics.median(found["small"]), statistics.median(found["large"])


def latency(ask: Ask) -> Callable[[], float]:
    return lambda: driver.median(ask, most=MOST, seconds=SECONDS)


def pages(service: Service) -> Mapping[str, str]:
    """Name the pages of the usual thread: its comments have other ids in each database."""
    article = targets.thread(USUAL)
    first = api.send(service.port, "GET", targets.page(article)).json
    last = first["comments"][-1]["id"]
    return {
        "the first page": targets.page(article),
        "the second page": targets.page(article, ("cursor", first["next_cursor"])),
        "the oldest": targets.page(article, ("sort", "oldest")),
        "the best": targets.page(article, ("sort", "top")),
        "one comment": targets.comment(last),
        "its replies": targets.branch(last),
        "the fragment": targets.fragment(article),
        "counts": targets.counts([article]),
        "head": targets.head(article),
    }


def worst(what: str, found: Ratios) -> Figure:
    ratios = {name: large / small for name, (small, large) in found.items()}
    name = max(ratios, key=lambda name: ratios[name])
    others = ", ".join(f"{one} {ratio:.2f}" for one, ratio in ratios.items() if one != name)
    return at_most(what, ratios[name], 1.1, " ×", f"{name}; {others}")
