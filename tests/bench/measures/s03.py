from collections.abc import Generator

from tests.bench import driving, targets
from tests.bench.bench import MADE_NEW, Bench
from tests.bench.figures import Figure, at_most
from tests.bench.measures import made_new
from tests.bench.sizes import USUAL

TITLE = "25 top-level comments of long threads"


def measure(bench: Bench) -> Generator[Figure]:
    home, _ = bench.library.special
    long = [length for length in bench.sizes.threads if length >= LONG]
    pages = {length: targets.page(targets.thread(length)) for length in (USUAL, *long)}
    with bench.service(home) as service:
        asks = {
            str(length): driving.get(service.port, [target]) for length, target in pages.items()
        }
        found = bench.compared(asks)
    usual = found[str(USUAL)].rate
    for length in long:
        rate = found[str(length)].rate
        behind = f"{rate:,.0f}/s, {usual:,.0f}/s"
        yield at_most(f"{length:,}, hot: cost of a hundred's", usual / rate, 1.1, " ×", behind)
    with bench.service(home, MADE_NEW) as service:
        for length in long:
            taken = made_new.milliseconds(service.port, pages[length])
            yield at_most(f"{length:,}, made new", taken, 15, " ms")
    for length in long:
        sent = made_new.statements(home, pages[length])
        yield at_most(f"{length:,}, made new: statements", sent, 4)


# From here on a thread is long.
LONG = 10_000
