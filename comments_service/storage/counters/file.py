"""The SQLite file that the counters live in: opened, found damaged, begun anew."""

import fcntl
import logging
import os
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

PATIENCE_SECONDS = 0.5
DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
SCHEMA = """
    CREATE TABLE IF NOT EXISTS counter
      (key TEXT PRIMARY KEY, count INTEGER NOT NULL, ends REAL NOT NULL) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS counter_ends ON counter (ends);
    CREATE TABLE IF NOT EXISTS total
      (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
"""

log = logging.getLogger(__name__)

# A connection must not be closed by another process than its own, so those that a fork
# has brought along are kept until the process ends.
brought_along: list[sqlite3.Connection] = []


class CounterFile:
    """One connection for each process, used by one thread at a time.

    Waiting in a lock of the process is fair and costs nothing; SQLite's busy handler,
    which sleeps and tries again, is then left with one waiter for each process.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection: sqlite3.Connection | None = None
        self.inode = 0
        self.lock = threading.Lock()
        mine = weakref.ref(self)
        os.register_at_fork(after_in_child=lambda: begin_in_child(mine()))

    def __del__(self) -> None:
        self.close()

    def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do `work` on the open file, once more when the file turns out to be damaged."""
        with self.mine_alone():
            try:
                return work(self.opened())
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
            self.discard()
            return work(self.opened())

    @contextmanager
    def mine_alone(self) -> Iterator[None]:
        if not self.lock.acquire(timeout=PATIENCE_SECONDS):
            raise sqlite3.OperationalError("the counters are held too long")
        try:
            yield
        finally:
            self.lock.release()

    def opened(self) -> sqlite3.Connection:
        # Somebody else may have found the file damaged and begun a new one: what stays
        # with the old one counts by itself.
        if self.connection is not None and inode(self.path) == self.inode:
            return self.connection
        self.close()
        with self.one_at_a_time():
            self.connection = connect(self.path)
            self.inode = inode(self.path)
        return self.connection

    def discard(self) -> None:
        """Remove the damaged file, unless another process has done so already."""
        opened = self.inode
        self.close()
        with self.one_at_a_time():
            if opened in {0, inode(self.path)}:
                log.warning("The counters in %s are damaged and begin anew.", self.path)
                for suffix in ("", "-wal", "-shm"):
                    self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def close(self) -> None:
        connection, self.connection, self.inode = self.connection, None, 0
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()

    @contextmanager
    def one_at_a_time(self) -> Iterator[None]:
        descriptor = os.open(f"{self.path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def begin_in_child(file: CounterFile | None) -> None:
    if file is None:
        return
    if file.connection is not None:
        brought_along.append(file.connection)
    file.connection, file.inode = None, 0
    # Another thread of the parent may have held the old one at the moment of the fork.
    file.lock = threading.Lock()


def connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=PATIENCE_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        prepare(connection)
    except sqlite3.Error:
        connection.close()
        raise
    path.chmod(0o600)
    return connection


def prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    # Nothing here outlives a power cut, so nothing is worth waiting for the disk.
    connection.execute("PRAGMA synchronous=OFF")
    connection.executescript(SCHEMA)
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise damage(verdict)


def damage(verdict: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(verdict)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def is_damage(error: sqlite3.Error) -> bool:
    # The low byte is the kind of error, the others say where it was met.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGE


def inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return 0
