"""Single flight: what many ask for at once is made by one of them, while the others wait."""

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Flight:
    lock: threading.Lock = field(default_factory=threading.Lock)
    aboard: int = 0


class Flights:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.flying: dict[Hashable, Flight] = {}

    @contextmanager
    def alone(self, name: Hashable) -> Iterator[None]:
        """Let one thread at a time do what has this name."""
        with self.lock:
            flight = self.flying.setdefault(name, Flight())
            flight.aboard += 1
        try:
            with flight.lock:
                yield
        finally:
            with self.lock:
                flight.aboard -= 1
                if not flight.aboard:
                    del self.flying[name]
