"""A shared store of counters that may be away, and what counts meanwhile."""

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from limits.errors import StorageError

from comments_service.storage.counters.claims import Claim, Counters, Taken
from comments_service.storage.counters.memory import MemoryCounters

RETRY_SECONDS = 5.0
# Only a write shows that a store can count: a replica answers reads, and refuses this.
PROBE = Claim("probe", 2**31, 60)

log = logging.getLogger(__name__)


class Guarded:
    """Counts in the shared store, and in this process while that does not answer.

    Posting goes on under the same limits, for each process by itself. Only every few
    seconds one caller finds out whether the store is back; nobody else waits for it.
    """

    def __init__(self, shared: Counters, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.shared = shared
        self.local = MemoryCounters(clock=clock)
        self.clock = clock
        self.lock = threading.Lock()
        self.away = False
        self.try_again_at = 0.0
        self.failures: tuple[type[Exception], ...] = (StorageError, *flat(shared.base_exceptions))

    def take(self, claims: Sequence[Claim], amount: int) -> Taken:
        if self.may_ask():
            try:
                taken = self.shared.take(claims, amount)
            except self.failures as error:
                self.note_away(error)
            else:
                self.note_back()
                return taken
        return self.local.take(claims, amount)

    def give_back(self, claims: Sequence[Claim], amount: int) -> None:
        counting = self.local if self.away else self.shared
        with suppress(*self.failures):
            counting.give_back(claims, amount)

    def degraded(self) -> bool:
        """Say whether this process counts by itself; tries the store when it is time to."""
        self.take([PROBE], 1)
        return self.away

    def purge(self) -> int:
        if not self.away:
            with suppress(*self.failures):
                return self.shared.purge()
        return 0

    def add(self, totals: Mapping[str, int]) -> bool:
        """Add to the totals when the store is there; answers whether it was."""
        if not self.away:
            with suppress(*self.failures):
                self.shared.add(totals)
                return True
        return False

    def totals(self) -> dict[str, int]:
        if not self.away:
            with suppress(*self.failures):
                return self.shared.totals()
        return {}

    def may_ask(self) -> bool:
        with self.lock:
            if not self.away:
                return True
            now = self.clock()
            if now < self.try_again_at:
                return False
            self.try_again_at = now + RETRY_SECONDS
            return True

    def note_away(self, error: Exception) -> None:
        with self.lock:
            first, self.away = not self.away, True
            self.try_again_at = self.clock() + RETRY_SECONDS
        if first:
            log.warning("The store of the limits is away, each process counts by itself: %s", error)

    def note_back(self) -> None:
        # Looked at without the lock first: this is the way of every charge.
        if not self.away:
            return
        with self.lock:
            first, self.away = self.away, False
        if first:
            self.local.reset()
            log.warning("The store of the limits is back.")


def flat(errors: type[Exception] | tuple[type[Exception], ...]) -> tuple[type[Exception], ...]:
    return errors if isinstance(errors, tuple) else (errors,)
