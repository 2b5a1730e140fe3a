"""Choose gunicorn's settings by measurement, and print them as a table in Markdown.

python -m tests.bench.settings [--seconds 5] [--runs 3]
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.bench import driving, library, seeding, targets
from tests.bench.driving import Ask, Failed, Load
from tests.bench.sizes import USUAL
from tests.services import api, ports, processes, waiting
from tests.services.gunicorn import ROOT

# Each beside the shipped ones, from which it differs by what it says.
CANDIDATES: Mapping[str, Mapping[str, object]] = {
    "as shipped": {},
    "1 thread": {"threads": 1},
    "2 threads": {"threads": 2},
    "8 threads": {"threads": 8},
    "without `reuse_port`": {"reuse_port": False},
    "`keepalive` 15 s": {"keepalive": 15},
    "`max_requests` 10,000": {"max_requests": 10_000, "max_requests_jitter": 1_000},
    "`preload_app`": {"preload_app": True},
    "`sync` workers": {"worker_class": "sync"},
}
HEAD = (
    "| settings | hot reads/s, median | slowest run | p50 | p99 | through Flask/s |",
    "| --- | --- | --- | --- | --- | --- |",
)
SHIPPED = ROOT / "deploy/gunicorn.conf.py"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.settings", description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--runs", type=int, default=3)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, ExitStack() as stack:
        home = Path(folder) / "home"
        library.seed(home, 1_000, lengths=(USUAL,))
        started = {
            name: stack.enter_context(served(Path(folder), home, changes, number))
            for number, (name, changes) in enumerate(CANDIDATES.items())
        }
        hot = runs(started, [targets.HUNDRED], told.seconds, told.runs)
        new = runs(started, LONG_WAY, told.seconds, told.runs)
    sys.stdout.write("\n".join((*HEAD, *rows(hot, new), "")))


# In another spelling than a page is kept under: answered by Flask, each time.
LONG_WAY = [f"{targets.HUNDRED}&sort=newest"]


@contextmanager
def served(folder: Path, home: Path, changes: Mapping[str, object], number: int) -> Iterator[int]:
    """Start the service with the shipped settings, but for these."""
    config = folder / f"settings-{number}.py"
    own = [f"{name} = {value!r}" for name, value in changes.items()]
    config.write_text("\n".join((f"exec(open({str(SHIPPED)!r}).read())", *own, "")))
    port, log = ports.free(), folder / f"{number}.log"
    command: list[str | Path] = [
        *(sys.executable, "-m", "gunicorn", "--config", config, "--bind", f"127.0.0.1:{port}")
    ]
    env = {
        "COMMENTS_HOME": str(home),
        "COMMENTS_SECRET": seeding.SECRET,
        "PYTHONPATH": str(ROOT),
    }
    with processes.running(command, log, env=env) as process:

        def answers() -> bool:
            processes.alive(process, log)
            return ports.answers(port) and api.send(port, "GET", targets.HUNDRED).status == 200

        waiting.until(answers, f"the service answers with {own}")
        yield port


def runs(
    started: Mapping[str, int], pages: Sequence[str], seconds: float, times: int
) -> Mapping[str, list[Load | Failed]]:
    asks = {name: driving.get(port, pages) for name, port in started.items()}
    for ask in asks.values():
        driving.drive(ask, seconds=1)
    return driving.in_turn({name: driven(ask, seconds) for name, ask in asks.items()}, runs=times)


def driven(ask: Ask, seconds: float) -> Callable[[], Load | Failed]:
    """Some settings break requests off, which is to be told as what they do."""

    def drive() -> Load | Failed:
        try:
            return driving.drive(ask, seconds=seconds)
        except Failed as failed:
            return failed

    return drive


def rows(
    hot: Mapping[str, list[Load | Failed]], new: Mapping[str, list[Load | Failed]]
) -> Iterator[str]:
    for name, runs in hot.items():
        failed = [each for each in (*runs, *new[name]) if isinstance(each, Failed)]
        if failed:
            yield f"| {name} | {failed[0]} | | | | |"
            continue
        loads, made = (
            [each for each in some if isinstance(each, Load)] for some in (runs, new[name])
        )
        middle, slowest = driving.median(loads), min(load.rate for load in loads)
        yield (
            f"| {name} | {middle.rate:,.0f} | {slowest:,.0f} | {middle.p50:.2f} ms"
            f" | {middle.p99:.1f} ms | {driving.median(made).rate:,.0f} |"
        )


if __name__ == "__main__":
    main()
