from collections.abc import Generator

from tests.bench import driving, targets
from tests.bench.bench import Bench
from tests.bench.figures import Figure, at_least

TITLE = "the same page with If-None-Match"


def measure(bench: Bench) -> Generator[Figure]:
    with bench.service(bench.library.ordinary(bench.sizes.databases[0])) as service:
        page = bench.page(service.port, targets.HUNDRED)
        has = {**driving.BROWSER, "If-None-Match": page.tag}
        found = bench.compared(
            {
                "200": driving.get(service.port, [targets.HUNDRED]),
                "304": driving.get(service.port, [targets.HUNDRED], has),
            }
        )
    whole, unchanged = found["200"].rate, found["304"].rate
    behind = f"{unchanged:,.0f}/s with 304, {whole:,.0f}/s with 200"
    yield at_least("of s1", unchanged / whole, 1.0, " ×", behind)
