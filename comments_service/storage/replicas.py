"""A copy of the database that follows it, for readers without a credential.

It is read only while it is known to have all that was acknowledged up to a moment ago: a
thread of each process asks the primary how far it has written, and then the replica whether
it has come so far. Where that is not known, the primary is read as if there were no replica.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import TypeVar

from flask import current_app
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from comments_service.domain.errors import (
    Busy,
    CommentUnknown,
    CursorInvalid,
    SiteUnknown,
    Unavailable,
)
from comments_service.storage import engines

# With the quarter of a second that a finished page may rest, less than one second.
MOST_BEHIND = 0.7
PAUSE = 0.15
PAUSE_BETWEEN_LOOKS = 0.02

WRITTEN = text("SELECT pg_current_wal_lsn()::text")
# A server that follows nobody any more (it was promoted) is no replica of anything.
REPLAYED = text(
    "SELECT pg_is_in_recovery() AND"
    " coalesce(pg_last_wal_replay_lsn() >= cast(:position AS pg_lsn), false)"
)
FOLLOWS = text("SELECT pg_is_in_recovery()")

log = logging.getLogger(__name__)
T = TypeVar("T")
_reading: ContextVar[bool] = ContextVar("reading from the replica", default=False)


class Watch:
    """What this process knows of the replica.

    `state` is `unknown` before the first look, `ok`, `behind`, `away` (it does not answer) or
    `alone` (the primary does not answer, so what the replica has is the best there is).
    """

    def __init__(
        self, primary: Engine, replica: Engine, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.primary, self.replica, self.clock = primary, replica, clock
        self.state = "unknown"
        self.good_until = float("-inf")
        self.pid = 0
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None
        self.stopping = threading.Event()

    def usable(self) -> bool:
        """Say whether the replica may be read now; never waits. The first call begins to look."""
        if self.pid != os.getpid():
            self.begin()
        return self.clock() < self.good_until

    def told(self) -> str:
        """Return the state; who asks before any reader begins the look too."""
        self.usable()
        return self.state

    def begin(self) -> None:
        # Threads do not survive a fork, so each process that reads begins one of its own.
        with self.lock:
            if self.pid == os.getpid():
                return
            self.pid = os.getpid()
            self.thread = threading.Thread(target=self.loop, name="comments-replica", daemon=True)
            self.thread.start()

    def loop(self) -> None:
        while not self.stopping.is_set():
            try:
                self.look()
            except Exception:
                log.exception("A look at the replica went wrong.")
            self.stopping.wait(PAUSE)
        self.primary.dispose()
        self.replica.dispose()

    def look(self) -> None:
        """Find out whether the replica has what the primary has now; waits for it for a while."""
        began = self.clock()
        try:
            position = asked(self.primary, WRITTEN)
        except SQLAlchemyError:
            self.look_alone()
            return
        try:
            while not asked(self.replica, REPLAYED, position=position):
                if self.clock() - began > MOST_BEHIND:
                    self.note("behind", until=self.good_until)
                    return
                self.stopping.wait(PAUSE_BETWEEN_LOOKS)
        except SQLAlchemyError:
            self.note("away", until=float("-inf"))
            return
        self.note("ok", until=began + MOST_BEHIND)

    def look_alone(self) -> None:
        """Without a primary nothing new is acknowledged: an old page is better than none."""
        try:
            follows = asked(self.replica, FOLLOWS)
        except SQLAlchemyError:
            follows = False
        if follows:
            self.note("alone", until=self.clock() + MOST_BEHIND)
        else:
            self.note("away", until=float("-inf"))

    def note(self, state: str, *, until: float) -> None:
        if state != self.state:
            log.warning("The replica is %s now; it was %s.", state, self.state)
        self.state, self.good_until = state, until

    def distrust(self) -> None:
        """Read no more from it until it has been looked at again."""
        self.good_until = float("-inf")

    def stop(self) -> None:
        self.stopping.set()
        if self.thread is not None:
            self.thread.join()


def asked(engine: Engine, question: object, **known: object) -> object:
    with engine.connect() as connection:
        return connection.scalar(question, known)  # type: ignore[call-overload]


def first(read: Callable[[], T]) -> T:
    """Read what is everybody's: from the replica where it may be, else from the primary.

    What the replica does not know may be younger than its last transaction, so it is the
    primary that refuses.
    """
    watch = current()
    if watch is None or not watch.usable():
        return read()
    try:
        return on_replica(read)
    except (Unavailable, Busy):
        watch.distrust()
    except DBAPIError as error:
        # It gives up a snapshot that stands in the way of what it follows (40001).
        if not engines.is_broken_off(error):
            raise
    except (CommentUnknown, SiteUnknown, CursorInvalid):
        pass
    return read()


def on_replica(read: Callable[[], T]) -> T:
    before = _reading.set(True)
    try:
        return read()
    finally:
        _reading.reset(before)


def is_read() -> bool:
    """Say whether what is read now is to come from the replica."""
    return _reading.get()


def current() -> Watch | None:
    watch: Watch | None = current_app.extensions["comments_replica"]
    return watch
