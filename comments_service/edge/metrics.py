"""What has happened, in numbers: counted in the process, summed up in the store of the limits.

Each worker adds what it has counted at most once a second, so that `/metrics` shows the
same sums whichever worker answers.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import groupby

from flask import Flask, Response, current_app

from comments_service.storage.counters.guard import Guarded

FLUSH_SECONDS = 1.0


class Tally:
    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.lock = threading.Lock()
        self.waiting: Counter[str] = Counter()
        self.flushed_at = clock()

    def count(self, *samples: str) -> None:
        with self.lock:
            for sample in samples:
                self.waiting[sample] += 1

    def due(self) -> bool:
        # Nearly always it is not, and that needs no lock.
        if self.clock() - self.flushed_at < FLUSH_SECONDS:
            return False
        with self.lock:
            due = self.clock() - self.flushed_at >= FLUSH_SECONDS
            if due:
                self.flushed_at = self.clock()
            return due

    def flush(self, store: Guarded) -> None:
        """Add what was counted to the store's sums; keep it while the store is away."""
        with self.lock:
            taken, self.waiting = self.waiting, Counter()
        if taken and not store.add(taken):
            with self.lock:
                self.waiting += taken


def init_app(app: Flask) -> None:
    app.extensions["comments_tally"] = Tally()
    app.after_request(note)


def count(name: str, **labels: str) -> None:
    tally().count(sample(name, labels))


def note(response: Response) -> Response:
    answered(current_app, response.status_code)
    return response


def answered(app: Flask, status: int, *, kept: bool = False) -> None:
    """Count an answer, which may have been a `kept` page; needs no context of Flask's."""
    own: Tally = app.extensions["comments_tally"]
    own.count(BY_STATUS[status // 100], *([KEPT] if kept else ()))
    if own.due():
        own.flush(app.extensions["comments_limits"].store)


def lines(gauges: Mapping[str, float]) -> list[str]:
    """Write the sums, and what is so at this moment, as Prometheus reads them."""
    tally().flush(store())
    written: list[str] = []
    for name, samples in groupby(sorted(store().totals().items()), key=name_of):
        written += [f"# TYPE {name} counter", *(f"{one} {value}" for one, value in samples)]
    for name, value in gauges.items():
        written += [f"# TYPE {name} gauge", f"{name} {value:g}"]
    return written


def name_of(sample: tuple[str, int]) -> str:
    return sample[0].partition("{")[0]


def sample(name: str, labels: Mapping[str, str]) -> str:
    return name + "{" + ",".join(f'{label}="{value}"' for label, value in labels.items()) + "}"


KEPT = "comments_pages_kept_total"
BY_STATUS = [sample("comments_answers_total", {"status": f"{n}xx"}) for n in range(6)]


def tally() -> Tally:
    found: Tally = current_app.extensions["comments_tally"]
    return found


def store() -> Guarded:
    found: Guarded = current_app.extensions["comments_limits"].store
    return found
