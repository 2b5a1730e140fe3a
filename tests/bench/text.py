"""What rendering a text costs (s9), and what hostile texts cost (t20).

python -m tests.bench.text
"""

import json
import statistics
import sys
import time
from collections.abc import Callable

from comments_service.domain import text
from comments_service.domain.errors import TextRefused
from tests import hostile

SENTENCE = "The river rose again last night, and nobody in town was surprised by it. "
PLAIN = (SENTENCE * 5)[:300]
MARKED = (f"See https://news.example/river?year=2026 for *all* of it. {SENTENCE * 5}")[:300]


def milliseconds(work: Callable[[], object], *, times: int) -> float:
    started = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - started) * 1_000 / times


def median(raw: str, *, times: int, runs: int = 5) -> float:
    return statistics.median(milliseconds(lambda: render(raw), times=times) for _ in range(runs))


def render(raw: str) -> None:
    try:
        text.render(raw)
    except TextRefused:
        return


def s9() -> dict[str, float]:
    return {
        "300 characters, plain (goal 0.4 ms)": median(PLAIN, times=300),
        "300 characters, a link and an emphasis (goal 1.2 ms)": median(MARKED, times=300),
    }


def t20() -> dict[str, float]:
    """Return the worst of all hostile texts: milliseconds at full size, growth from a quarter."""
    small, large = hostile.texts(text.LONGEST // 4), hostile.texts(text.LONGEST)
    costs = {name: (median(small[name], times=1), median(large[name], times=1)) for name in large}
    slowest = max(costs, key=lambda name: costs[name][1])
    # Below a millisecond the clock's own grain is what grows.
    growth = {name: after / max(before, 1.0) for name, (before, after) in costs.items()}
    steepest = max(growth, key=lambda name: growth[name])
    return {
        f"slowest of {len(costs)} hostile texts, {slowest!r} (goal 100 ms)": costs[slowest][1],
        f"steepest from a quarter to all of it, {steepest!r} (goal 6 times)": growth[steepest],
    }


def main() -> None:
    figures = {name: round(figure, 3) for name, figure in (s9() | t20()).items()}
    json.dump(figures, sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
