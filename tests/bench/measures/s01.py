from collections.abc import Generator

from tests.bench import driving, targets
from tests.bench.bench import Bench
from tests.bench.figures import Figure, at_least, figure
from tests.bench.measures import beside

TITLE = "hot read of a page with 100 comments, browser headers, shipped defaults"


def measure(bench: Bench) -> Generator[Figure]:
    small = bench.sizes.databases[0]
    with bench.service(bench.library.ordinary(small)) as service:
        ours = driving.get(service.port, [targets.HUNDRED])
        page = bench.page(service.port, targets.HUNDRED)
        with bench.constant(page, "bare") as bare, bench.constant(page, "flask") as flask:
            found = bench.compared(
                {
                    "service": ours,
                    "bare": driving.get(bare, ["/"]),
                    "flask": driving.get(flask, ["/"]),
                }
            )
        rate = found["service"].rate
        behind = f"{rate:,.0f}/s of {len(page.body):,} bytes"
        for name, goal in (("bare", 0.75), ("flask", 1.0)):
            other = found[name].rate
            yield at_least(
                f"of constant bytes by {KINDS[name]}",
                rate / other,
                goal,
                " ×",
                f"{behind}, {name} {other:,.0f}/s",
            )
        yield figure("latency", found["service"].p50, " ms", f"p99 {found['service'].p99:.3g} ms")
        yield beside.isso(
            bench,
            100,
            ours,
            lambda port: driving.get(port, [f"/?uri=/{targets.thread(100)}"]),
            comments=small,
        )


KINDS = {"bare": "bare WSGI", "flask": "a Flask route"}
