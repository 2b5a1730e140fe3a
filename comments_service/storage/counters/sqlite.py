"""Counters in a SQLite file: exact over threads and processes, with nothing to install."""

import itertools
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from limits.storage import Storage

from comments_service.storage.counters.claims import Claim, Standing, Taken, fits
from comments_service.storage.counters.file import CounterFile

# A window that would end later than one begun this moment was begun by a clock that has
# been set back since; without the second condition it could shut somebody out for years.
HIT = """
    INSERT INTO counter (key, count, ends) VALUES (:key, :amount, :now + :seconds)
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN ends > :now AND ends <= :now + :seconds THEN count ELSE 0 END + :amount,
      ends = CASE WHEN ends > :now AND ends <= :now + :seconds THEN ends ELSE :now + :seconds END
    RETURNING count, ends
"""
FIND = "SELECT count, ends FROM counter WHERE key = :key AND ends > :now"
FIND_WINDOW = f"{FIND} AND ends <= :now + :seconds"
GIVE_BACK = "UPDATE counter SET count = max(count - ?, 0) WHERE key = ? AND ends > ?"
PURGE = "DELETE FROM counter WHERE key IN (SELECT key FROM counter WHERE ends <= ? LIMIT ?)"
ADD = """
    INSERT INTO total (name, value) VALUES (?, ?)
    ON CONFLICT (name) DO UPDATE SET value = value + excluded.value
"""

HITS_BETWEEN_PURGES = 64
PURGED_AT_ONCE = 256
EVERYTHING = -1


class SQLiteCounters(Storage):
    """The storage behind `commentscounters:///a/path/counters.db`."""

    STORAGE_SCHEME = ["commentscounters"]  # noqa: RUF012  # limits declares it without ClassVar

    def __init__(
        self,
        uri: str,
        wrap_exceptions: bool = False,  # noqa: FBT001, FBT002  # as limits calls it
        *,
        clock: Callable[[], float] = time.time,
        **_options: float | str | bool,
    ) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self.clock = clock
        self.file = CounterFile(Path(unquote(urlsplit(uri).path)))
        self.hits = itertools.count(1)

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        return (sqlite3.Error, OSError)

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        found = self.file.run(lambda connection: self.hit(connection, key, expiry, amount))
        return found.used

    def get(self, key: str) -> int:
        return self.find(key).used

    def get_expiry(self, key: str) -> float:
        return self.clock() + self.find(key).left

    def check(self) -> bool:
        try:
            self.get("")
        except self.base_exceptions:
            return False
        return True

    def reset(self) -> int:
        return self.file.run(lambda connection: connection.execute("DELETE FROM counter").rowcount)

    def clear(self, key: str) -> None:
        self.file.run(
            lambda connection: connection.execute("DELETE FROM counter WHERE key = ?", (key,))
        )

    def take(self, claims: Sequence[Claim], amount: int) -> Taken:
        return self.file.run(lambda connection: self.take_all(connection, claims, amount))

    def take_all(
        self, connection: sqlite3.Connection, claims: Sequence[Claim], amount: int
    ) -> Taken:
        # Nearly all are granted, so nobody looks before: what was too much is undone.
        with at_once(connection):
            connection.execute("SAVEPOINT before")
            after = [self.hit(connection, one.key, one.seconds, amount) for one in claims]
            if fits(claims, after, 0):
                return Taken(granted=True, standings=after)
            connection.execute("ROLLBACK TO before")
            before = [self.standing(connection, claim) for claim in claims]
        return Taken(granted=False, standings=before)

    def give_back(self, claims: Sequence[Claim], amount: int) -> None:
        now = self.clock()
        rows = [(amount, claim.key, now) for claim in claims]
        self.file.run(lambda connection: connection.executemany(GIVE_BACK, rows))

    def standings(self, claims: Sequence[Claim]) -> list[Standing]:
        return self.file.run(
            lambda connection: [self.standing(connection, claim) for claim in claims]
        )

    def purge(self) -> int:
        return self.file.run(lambda connection: self.purge_some(connection, EVERYTHING))

    def add(self, totals: Mapping[str, int]) -> None:
        self.file.run(lambda connection: add_all(connection, totals))

    def totals(self) -> dict[str, int]:
        return self.file.run(
            lambda connection: dict(connection.execute("SELECT name, value FROM total").fetchall())
        )

    def hit(self, connection: sqlite3.Connection, key: str, seconds: int, amount: int) -> Standing:
        now = self.clock()
        # Every new counter is paid for by the removal of some old ones, so that the file
        # stays small also where no background work runs.
        if next(self.hits) % HITS_BETWEEN_PURGES == 0:
            self.purge_some(connection, PURGED_AT_ONCE)
        values = {"key": key, "seconds": seconds, "amount": amount, "now": now}
        count, ends = connection.execute(HIT, values).fetchone()
        return Standing(count, ends - now)

    def find(self, key: str) -> Standing:
        now = self.clock()
        values = {"key": key, "now": now}
        row = self.file.run(lambda connection: connection.execute(FIND, values).fetchone())
        return as_standing(row, now)

    def standing(self, connection: sqlite3.Connection, claim: Claim) -> Standing:
        now = self.clock()
        values = {"key": claim.key, "seconds": claim.seconds, "now": now}
        return as_standing(connection.execute(FIND_WINDOW, values).fetchone(), now)

    def purge_some(self, connection: sqlite3.Connection, at_most: int) -> int:
        return connection.execute(PURGE, (self.clock(), at_most)).rowcount


@contextmanager
def at_once(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        # Does nothing after a COMMIT that came to its end.
        connection.rollback()


def add_all(connection: sqlite3.Connection, totals: Mapping[str, int]) -> None:
    with at_once(connection):
        connection.executemany(ADD, totals.items())


def as_standing(row: tuple[int, float] | None, now: float) -> Standing:
    return Standing(0, 0.0) if row is None else Standing(row[0], row[1] - now)
