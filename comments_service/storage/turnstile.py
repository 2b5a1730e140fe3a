"""One writer at a time, in the order in which they came."""

import fcntl
import os
import threading
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

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pid = 0
        self.opening = threading.Lock()
        self.lock = threading.Lock()
        self.descriptor = -1

    @contextmanager
    def passed(self) -> Iterator[None]:
        self.open_in_this_process()
        if not self.lock.acquire(timeout=PATIENCE_SECONDS):
            raise Busy(retry_after=1)
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(self.descriptor, fcntl.LOCK_UN)
        finally:
            self.lock.release()

    def open_in_this_process(self) -> None:
        # A descriptor inherited over a fork shares its lock with the parent: both would
        # pass at once. So each process opens the file for itself.
        with self.opening:
            if self.pid != os.getpid():
                self.lock = threading.Lock()
                self.descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
                self.pid = os.getpid()
