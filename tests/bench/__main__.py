"""Measure everything, and say what was reached: `make bench`, `make bench QUICK=1`.

python -m tests.bench [--quick] [--only s1 s2 …] [--without-growth]
"""

import argparse
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from tests.bench import growth, report
from tests.bench.bench import Bench
from tests.bench.figures import Figure, missing
from tests.bench.growth import Lines
from tests.bench.measures import MEASURES, Measure
from tests.bench.peers import environments
from tests.bench.report import Found
from tests.bench.sizes import FULL, QUICK
from tests.services.errors import Unavailable

DOCS = environments.ROOT / "docs"


def main() -> None:
    told = arguments()
    sizes = QUICK if told.quick else FULL
    # Whoever ends us by a signal ends all that we have started, as by Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = Bench(Path(folder), sizes)
        say(f"{sizes.name}; {', '.join(map(str, report.machine(sizes).values()))}", *report.HEAD)
        found = [measured(bench, each) for each in chosen(told.only)]
        lines = grown(bench) if told.growth and not bench.is_over else {}
    say("", f"{report.summary(found)}; {time.monotonic() - begun:,.0f} s")
    # Only a whole run at full size is what the documentation shows.
    whole = bool(lines) and not (told.quick or told.only)
    place = DOCS if whole else environments.CACHE
    place.mkdir(parents=True, exist_ok=True)
    report.written(place / "bench.json", sizes, found, lines)
    say(f"written: {place / 'bench.json'}")
    draw(place / "bench.json")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    numbers = [each.number for each in MEASURES]
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", nargs="+", choices=numbers, default=[], metavar="sN")
    parser.add_argument("--without-growth", dest="growth", action="store_false")
    return parser.parse_args()


def chosen(only: Iterable[str]) -> list[Measure]:
    return [each for each in MEASURES if not only or each.number in only]


def measured(bench: Bench, measure: Measure) -> Found:
    figures: list[Figure] = []
    begun = time.monotonic()
    try:
        figures.extend(in_time(bench, measure))
    except Exception as error:  # noqa: BLE001  # one that fails is told, and the others go on
        traceback.print_exc()
        figures.append(missing("the rest", f"{type(error).__name__}: {error}"[:300]))
    found = Found(measure.number, measure.title, figures)
    say(*report.lines(found))
    sys.stderr.write(f"{measure.number} took {time.monotonic() - begun:.0f} s\n")
    return found


def in_time(bench: Bench, measure: Measure) -> Iterator[Figure]:
    """Go on from figure to figure while there is time; what was started ends here too."""
    with closing(measure.measure(bench)) as figures:
        while not bench.is_over:
            found = next(figures, None)
            if found is None:
                return
            yield found
    yield missing("the rest", f"the {bench.sizes.minutes:g} minutes of this run were over")


def grown(bench: Bench) -> Mapping[str, Lines]:
    return {"length": growth.by_length(bench), "database": growth.by_database(bench)}


def draw(written: Path) -> None:
    try:
        python = environments.python("plots")
    except Unavailable as error:
        say(f"no plots: {error}")
        return
    subprocess.run([python, Path(__file__).with_name("plots.py"), written], check=True)


def say(*lines: str) -> None:
    sys.stdout.write("\n".join((*lines, "")))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
