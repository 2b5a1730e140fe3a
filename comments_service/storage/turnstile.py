"""One writer at a time, in the order in which they came."""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from comments_service.domain.errors import Busy

PATIENCE_SECONDS = 5.0


class Turnstile:
    """A lock per process and then `flock` on a file.

    SQLite's own busy handler lets whoever wakes first go first, which starves the others
    (p99 of 107 times the median with eight writers). At most one thread of each process
    waits for the file, and the kernel serves them in order.
    """

    def __init__(self, path: Path, *, patience: float = PATIENCE_SECONDS) -> None:
        self.path = path
        self.patience = patience
        self.pid = 0
        self.opening = threading.Lock()
        self.lock = threading.Lock()
        self.door = Door(-1)

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Pass alone; refuses (`Busy`) after some seconds in which it was not our turn."""
        self.open_in_this_process()
        end = time.monotonic() + self.patience
        if not self.lock.acquire(timeout=self.patience):
            raise Busy(retry_after=1)
        try:
            if not self.door.opened(end - time.monotonic()):
                raise Busy(retry_after=1)
            try:
                yield
            finally:
                self.door.close()
        finally:
            self.lock.release()

    def open_in_this_process(self) -> None:
        # A descriptor inherited over a fork shares its lock with the parent: both would
        # pass at once. So each process opens the file for itself.
        with self.opening:
            if self.pid != os.getpid():
                self.lock = threading.Lock()
                self.door = Door(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
                self.pid = os.getpid()


class Door:
    """The file, for which one thread of this process waits at a time.

    Nobody can end a wait for `flock`. So a thread of its own waits, when there is something to
    wait for, and whoever wants to pass waits for that thread, which can be given up.
    """

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.guard = threading.Lock()
        self.porter: threading.Thread | None = None
        self.wanted = False
        self.waiting = False
        self.called = threading.Semaphore(0)
        self.free = threading.Semaphore(0)

    def opened(self, seconds: float) -> bool:
        """Answer whether we have the file, for which we wait that long at the most."""
        with self.guard:
            # The thread that waits has the same descriptor: what it gets would be ours already.
            if not self.waiting and self.free_now():
                return True
            self.wanted = True
            if not self.waiting:
                self.waiting = True
                self.call()
        return self.awaited(seconds)

    def free_now(self) -> bool:
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        fcntl.flock(self.descriptor, fcntl.LOCK_UN)

    def awaited(self, seconds: float) -> bool:
        if self.free.acquire(timeout=max(seconds, 0)):
            return True
        with self.guard:
            self.wanted = False
            # It may have come in this very moment.
            return self.free.acquire(blocking=False)

    def call(self) -> None:
        if self.porter is None:
            self.porter = threading.Thread(target=self.wait, name="turnstile", daemon=True)
            self.porter.start()
        self.called.release()

    def wait(self) -> None:
        while self.called.acquire():
            fcntl.flock(self.descriptor, fcntl.LOCK_EX)
            with self.guard:
                self.waiting = False
                if self.wanted:
                    self.wanted = False
                    self.free.release()
                else:
                    self.close()
