"""Drive a server where there is no wrk: the same requests, by threads of Python.

python -m tests.bench.driver PORT FILE CONNECTIONS SECONDS
"""

import json
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import cycle
from pathlib import Path

from tests.bench.driving import Ask
from tests.bench.wire import Wire

REFUSED = 400


def main() -> None:
    port, file, connections, seconds = sys.argv[1:]
    requests = Path(file).read_bytes().split(b"\0")
    json.dump(drive(int(port), requests, int(connections), float(seconds)), sys.stdout)
    sys.stdout.write("\n")


def drive(
    port: int, requests: Sequence[bytes], connections: int, seconds: float
) -> dict[str, float]:
    begun = time.monotonic()
    end = begun + seconds
    with ThreadPoolExecutor(connections) as pool:
        asked = [
            pool.submit(lambda: list(answers(port, requests, end))) for _ in range(connections)
        ]
        seen = [answer for one in asked for answer in one.result()]
    return told(seen, time.monotonic() - begun)


def told(seen: Sequence[tuple[int, float]], seconds: float) -> dict[str, float]:
    """Sum up statuses and milliseconds as wrk's script does."""
    latencies = sorted(taken for _, taken in seen)
    return {
        "requests": len(seen),
        "seconds": seconds,
        "p50": latencies[len(latencies) // 2],
        "p99": latencies[len(latencies) * 99 // 100],
        "refused": sum(status >= REFUSED for status, _ in seen),
        "broken": 0,
    }


def answers(
    port: int, requests: Sequence[bytes], end: float, most: int | None = None
) -> Iterator[tuple[int, float]]:
    """Ask on one connection until the end, or so often; yield status and milliseconds."""
    with closing(Wire(port)) as wire:
        for number, request in enumerate(cycle(requests)):
            begun = time.perf_counter()
            if number == most or (number and time.monotonic() > end):
                return
            status, _ = wire.ask(request)
            yield status, 1_000 * (time.perf_counter() - begun)


def median(ask: Ask, *, most: int, seconds: float) -> float:
    """Return the median of one client's latencies, in milliseconds."""
    seen = answers(ask.port, ask.requests, time.monotonic() + seconds, most)
    return statistics.median(taken for _, taken in seen)


if __name__ == "__main__":
    main()
