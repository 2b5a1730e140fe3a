"""Many clients that post, each on a kept-alive connection of its own (s7, s11)."""

import json
import random
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

from tests.bench.wire import Wire

TALE = (
    "the river rose again last night and nobody in town was surprised by it while the council"
    " still asks what a dam would cost who pays and whether the old bridge holds one more winter"
)
WORDS = TALE.split()
REPLIES = 0.5
SEED = 11


@dataclass(frozen=True)
class Post:
    """What a client is to post next; `parent` is the id of its comment that it replies to."""

    client: int
    text: str
    parent: int | None


@dataclass(frozen=True)
class Target:
    """A server that takes posts: how it wants them, and where its answer has their id."""

    port: int
    path: str
    body: Callable[[Post], Mapping[str, Any]]
    headers: Callable[[int], Mapping[str, str]] = lambda _client: {}
    id_of: Callable[[Any], int] = lambda answer: int(answer["id"])


@dataclass(frozen=True)
class Figures:
    """Posts a second, latencies in milliseconds, and how many were refused."""

    rate: float
    p50: float
    p99: float
    refused: int


def measure(target: Target, *, clients: int, seconds: float) -> Figures:
    posting = [Client(target, number) for number in range(clients)]
    begun = time.monotonic()
    with ThreadPoolExecutor(clients) as pool:
        for done in [pool.submit(each.post_until, begun + seconds) for each in posting]:
            done.result()
    took = time.monotonic() - begun
    found = [1000 * second for each in posting for second in each.seconds]
    cuts = quantiles(found, n=100)
    refused = sum(each.refused for each in posting)
    return Figures(len(found) / took, cuts[49], cuts[98], refused)


@dataclass
class Client:
    """One that posts as fast as it is answered, and replies to itself every other time."""

    target: Target
    number: int
    seconds: list[float] = field(default_factory=list)
    refused: int = 0

    def post_until(self, end: float) -> None:
        chosen = random.Random(SEED + self.number)
        parent: int | None = None
        with closing(Wire(self.target.port)) as wire:
            while time.monotonic() < end:
                unique = f"{self.number}-{len(self.seconds)}-{end}"
                post = Post(self.number, words(chosen, unique), parent)
                answered = self.send(wire, self.request(post))
                parent = answered if chosen.random() < REPLIES else None

    def request(self, post: Post) -> bytes:
        body = json.dumps(self.target.body(post)).encode()
        sent = {
            "Host": f"127.0.0.1:{self.target.port}",
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            **self.target.headers(self.number),
        }
        lines = [f"POST {self.target.path} HTTP/1.1", *(f"{k}: {v}" for k, v in sent.items())]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body

    def send(self, wire: Wire, request: bytes) -> int | None:
        begun = time.perf_counter()
        status, body = wire.ask(request)
        took = time.perf_counter() - begun
        if status not in {201, 202}:
            self.refused += 1
            return None
        self.seconds.append(took)
        return self.target.id_of(json.loads(body))


def words(chosen: random.Random, unique: str) -> str:
    """Write 100 to 300 characters that nobody has written before."""
    text = " ".join(chosen.choices(WORDS, k=60))
    return f"{text[: chosen.randint(100, 270)]} {unique}"
