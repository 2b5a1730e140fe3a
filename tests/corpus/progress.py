"""A bar on the terminal, one line drawn again and again; silent where nobody looks."""

import sys
import threading
import time
from typing import TextIO

WIDTH = 30
REDRAWN_SECONDS = 0.1


class Progress:
    def __init__(self, what: str, total: int, *, to: TextIO = sys.stderr) -> None:
        self.what, self.total, self.to = what, total, to
        self.lock = threading.Lock()
        self.done, self.drawn_at, self.begun_at = 0, 0.0, time.monotonic()

    def add(self, many: int) -> None:
        with self.lock:
            self.done += many
            now = time.monotonic()
            if self.to.isatty() and (now - self.drawn_at > REDRAWN_SECONDS or self.complete):
                self.drawn_at = now
                self.to.write(f"\r{self.line()}" + ("\n" if self.complete else ""))
                self.to.flush()

    @property
    def complete(self) -> bool:
        return self.done >= self.total

    @property
    def rate(self) -> float:
        """How many a second, since the beginning."""
        return self.done / max(time.monotonic() - self.begun_at, 1e-9)

    def line(self) -> str:
        filled = WIDTH * self.done // max(self.total, 1)
        bar = "#" * filled + "." * (WIDTH - filled)
        return f"{self.what} [{bar}] {self.done:,}/{self.total:,} {self.rate:,.0f}/s "
