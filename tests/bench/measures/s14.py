import statistics
from collections.abc import Generator, Iterator
from itertools import islice

from tests.bench import conversations, library, text
from tests.bench.bench import Bench
from tests.bench.conversations import Record
from tests.bench.figures import Figure, at_least, at_most, figure, kept
from tests.bench.library import Loading

TITLE = "bulk loading on SQLite"
# A load that gathers anything would grow by far more than this from quarter to quarter.
MOST_GROWTH = 0.1
LONG_ONES = 20_000


def measure(bench: Bench) -> Generator[Figure]:
    _ = bench.library.largest()
    done = bench.library.loading
    rate = done.comments / done.seconds
    yield at_least(f"{done.comments:,} comments", rate, 3_000, "/s", f"{done.seconds:,.0f} s")
    peak = max(done.memory, default=0) / 2**20
    yield at_most(
        "growth of memory", 100 * growth(done), 100 * MOST_GROWTH, " %", f"{peak:,.0f} MiB"
    )
    yield kept("progress is shown", [] if " a second" in done.said else ["nothing was said"])
    home = bench.fresh("long-ones")
    home.rmdir()
    most = min(LONG_ONES, bench.sizes.largest // 2)
    long = library.load(home, islice(long_ones(), most), bench.folder)
    yield figure("300 characters of Markdown", long.comments / long.seconds, "/s")


def growth(done: Loading) -> float:
    """Say by how much memory grew from the second to the last quarter, as a share."""
    quarter = len(done.memory) // 4
    if quarter < 1:
        return 0.0
    before = statistics.median(done.memory[quarter : 2 * quarter])
    return statistics.median(done.memory[-quarter:]) / before - 1


def long_ones() -> Iterator[Record]:
    """Return records whose texts are all different, as long ones are."""
    for number, record in enumerate(conversations.ordinary(LONG_ONES)):
        yield {**record, "text": f"{text.MARKED[:290]} {number}"}
