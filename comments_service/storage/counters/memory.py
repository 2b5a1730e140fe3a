"""Counters of this process alone, for as long as the shared store is away.

`limits` has a store in memory too, but it grows with every caller and starts a timer
thread; in a flood, which is when a shared store fails, neither is wanted.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence

from limits.storage import Storage

from comments_service.storage.counters.claims import Claim, Standing, Taken, fits

MOST_KEYS = 10_000


class MemoryCounters(Storage):
    STORAGE_SCHEME = None

    def __init__(self, *, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self.clock = clock
        self.lock = threading.RLock()
        self.windows: dict[str, tuple[int, float]] = {}
        self.sums: dict[str, int] = {}

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        return ()

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        with self.lock:
            return self.hit(key, expiry, amount).used

    def get(self, key: str) -> int:
        return self.standing(key).used

    def get_expiry(self, key: str) -> float:
        return self.clock() + self.standing(key).left

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        with self.lock:
            gone, self.windows = len(self.windows), {}
        return gone

    def clear(self, key: str) -> None:
        with self.lock:
            self.windows.pop(key, None)

    def take(self, claims: Sequence[Claim], amount: int) -> Taken:
        with self.lock:
            before = self.standings(claims)
            if not fits(claims, before, amount):
                return Taken(granted=False, standings=before)
            after = [self.hit(one.key, one.seconds, amount) for one in claims]
        return Taken(granted=True, standings=after)

    def give_back(self, claims: Sequence[Claim], amount: int) -> None:
        with self.lock:
            for claim in claims:
                used, ends = self.windows.get(claim.key, (0, 0.0))
                if ends > self.clock():
                    self.windows[claim.key] = (max(used - amount, 0), ends)

    def standings(self, claims: Sequence[Claim]) -> list[Standing]:
        return [self.standing(claim.key) for claim in claims]

    def purge(self) -> int:
        with self.lock:
            over = [key for key, (_, ends) in self.windows.items() if ends <= self.clock()]
            for key in over:
                del self.windows[key]
        return len(over)

    def add(self, totals: Mapping[str, int]) -> None:
        with self.lock:
            for name, value in totals.items():
                self.sums[name] = self.sums.get(name, 0) + value

    def totals(self) -> dict[str, int]:
        with self.lock:
            return dict(self.sums)

    def hit(self, key: str, seconds: int, amount: int) -> Standing:
        now = self.clock()
        count, ends = self.windows.get(key, (0, 0.0))
        if ends <= now:
            self.make_room(key)
            count, ends = 0, now + seconds
        self.windows[key] = (count + amount, ends)
        return Standing(count + amount, ends - now)

    def make_room(self, key: str) -> None:
        # The one that began first stands first, and is missed least.
        self.windows.pop(key, None)
        if len(self.windows) >= MOST_KEYS:
            del self.windows[next(iter(self.windows))]

    def standing(self, key: str) -> Standing:
        now = self.clock()
        with self.lock:
            count, ends = self.windows.get(key, (0, 0.0))
        return Standing(count, ends - now) if ends > now else Standing(0, 0.0)
