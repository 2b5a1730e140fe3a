"""The three stores of counters, each with a time that the test moves."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from limits.storage import Storage, storage_from_string

from comments_service.storage import counters
from comments_service.storage.counters import Counters
from comments_service.storage.counters.memory import MemoryCounters
from comments_service.storage.counters.redis import RedisCounters
from comments_service.storage.counters.sqlite import SQLiteCounters


class Clock:
    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


@dataclass(frozen=True)
class Store:
    counters: Counters
    elapse: Callable[[float], None]

    @property
    def storage(self) -> Storage:
        """The same store as `limits` knows it."""
        return cast(Storage, self.counters)


def in_memory() -> Store:
    clock = Clock()
    return Store(MemoryCounters(clock=clock), clock.advance)


def in_sqlite(folder: Path) -> Store:
    clock = Clock()
    return Store(SQLiteCounters(counters.uri(folder, ""), clock=clock), clock.advance)


def in_redis(url: str) -> Store:
    store = storage_from_string(counters.uri(Path(), url))
    assert isinstance(store, RedisCounters)
    store.storage.flushall()
    return Store(store, lambda seconds: age(store, seconds))


def age(store: RedisCounters, seconds: float) -> None:
    """Let time pass for a Redis, whose clock is its own: every key ends that much earlier."""
    for key in store.storage.scan_iter():
        if (left := store.storage.pttl(key)) >= 0:
            store.storage.pexpire(key, max(0, left - int(seconds * 1000)))
