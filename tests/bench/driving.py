"""Drive a server: with wrk, Debian's, or without it by a stand-in in Python, which is slower."""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from tests.services import debian

CONNECTIONS = 16
# What a browser sends with a request for a page's comments.
BROWSER: Mapping[str, str] = {
    "Accept": "*/*",
    "Accept-Encoding": "gzip, br, zstd",
    "Accept-Language": "en",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
}
SCRIPT = Path(__file__).with_name("wrk.lua")
T = TypeVar("T")


class Failed(Exception):
    """Not every request was answered as it should be, so the figure is none."""


@dataclass(frozen=True)
class Ask:
    """What is asked for again and again, at a port of loopback: whole requests, in turn."""

    port: int
    requests: Sequence[bytes]


@dataclass(frozen=True)
class Load:
    """Answers a second, and latencies in milliseconds."""

    rate: float
    p50: float
    p99: float


def get(port: int, targets: Iterable[str], headers: Mapping[str, str] = BROWSER) -> Ask:
    return Ask(port, [request(port, "GET", target, headers) for target in targets])


def post(port: int, target: str, body: Any) -> Ask:
    headers = {"Content-Type": "application/json"}
    return Ask(port, [request(port, "POST", target, headers, json.dumps(body).encode())])


def request(
    port: int, method: str, target: str, headers: Mapping[str, str], body: bytes = b""
) -> bytes:
    sent = {"Host": f"127.0.0.1:{port}", **headers}
    if body:
        sent["Content-Length"] = str(len(body))
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def in_turn(work: Mapping[str, Callable[[], T]], *, runs: int = 3) -> dict[str, list[T]]:
    """Do each in turn, A B A B A B: what disturbs the machine for a while disturbs all."""
    found: dict[str, list[T]] = {name: [] for name in work}
    for _ in range(runs):
        for name, do in work.items():
            found[name].append(do())
    return found


def compared(asks: Mapping[str, Ask], *, seconds: float, runs: int = 3) -> dict[str, Load]:
    """Drive each in turn after a moment of warming up, and return the medians."""
    for ask in asks.values():
        # Who is slow may not have answered yet.
        with suppress(Failed):
            drive(ask, seconds=1.0)
    done = in_turn({name: driven(ask, seconds) for name, ask in asks.items()}, runs=runs)
    return {name: median(loads) for name, loads in done.items()}


def driven(ask: Ask, seconds: float) -> Callable[[], Load]:
    return lambda: drive(ask, seconds=seconds)


def median(loads: Sequence[Load]) -> Load:
    return Load(
        statistics.median(load.rate for load in loads),
        statistics.median(load.p50 for load in loads),
        statistics.median(load.p99 for load in loads),
    )


def drive(ask: Ask, *, seconds: float, connections: int = CONNECTIONS) -> Load:
    """Raises `Failed` when a request was refused, or broke."""
    with tempfile.NamedTemporaryFile(prefix="requests-") as file:
        file.write(b"\0".join(ask.requests))
        file.flush()
        ran = subprocess.run(
            command(ask.port, file.name, seconds, connections),
            check=True,
            capture_output=True,
            text=True,
        )
    return read(ran.stdout)


def command(port: int, file: str, seconds: float, connections: int) -> list[str]:
    program = wrk()
    if program is None:
        stand_in = [sys.executable, "-m", "tests.bench.driver", str(port), file]
        return [*stand_in, str(connections), str(seconds)]
    return [
        *(program, "--threads", "1", "--connections", str(connections)),
        *("--duration", f"{max(1, round(seconds))}s", "--timeout", "60s"),
        *("--script", str(SCRIPT), f"http://127.0.0.1:{port}/", "--", file),
    ]


def read(output: str) -> Load:
    """Read the line of JSON among what a driver says."""
    told = next(line for line in output.splitlines() if line.startswith("{"))
    found = json.loads(told)
    if found["refused"] or found["broken"] or not found["requests"]:
        raise Failed(
            f"of {found['requests']} requests {found['refused']} were refused,"
            f" {found['broken']} broke"
        )
    return Load(found["requests"] / found["seconds"], found["p50"], found["p99"])


def name() -> str:
    return "Python's stand-in for wrk" if wrk() is None else "wrk"


@lru_cache(maxsize=1)
def wrk() -> str | None:
    found = shutil.which("wrk")
    if found is None:
        debian.install("wrk")
        found = shutil.which("wrk")
    return found
