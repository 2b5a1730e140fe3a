"""Finished pages, kept for as long as the state that they were made from lasts.

Nothing is flushed: a page knows its state, and a hit compares that with the thread's own
in one statement. What a build of ours puts into every page (templates, assets, words, the text
policy) is the same for as long as a process lives, and so is in no key.
"""

import os
import threading
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from comments_service.edge import codings, finished
from comments_service.edge.finished import Finished
from comments_service.edge.flights import Flights
from comments_service.edge.shelf import Shelf
from comments_service.storage.versions import Place, State

# What a page takes beside its bytes: key, headers, objects.
BESIDE_BYTES = 2_048
MOST_REMEMBERED = 10_000


class Name(NamedTuple):
    """What a page is kept under: its path, and its query in the one spelling.

    `base` is the address that its links begin with, where they are absolute.
    """

    path: str
    query: str
    base: str = ""


class Asked(NamedTuple):
    """Which page, and the thread that it shows.

    One of no thread holds only while it is young. A `usual` page is the first of a thread, as
    everybody gets it.
    """

    name: Name
    place: Place | None
    usual: bool = False


class Made(NamedTuple):
    """A page that was just made, from this state; without one it is not kept.

    `lasts`: after how many seconds time alone makes it another.
    """

    state: State | None
    contents: bytes
    headers: tuple[tuple[str, str], ...]
    lasts: float | None = None


@dataclass
class Page:
    asked: Asked
    made: Made
    # When its state was last seen to be the thread's, by the clock of who keeps it.
    seen_at: float
    made_at: float
    outdated: bool = False
    finished: dict[str, Finished] = field(default_factory=dict)

    def is_over(self, now: float) -> bool:
        return self.made.lasts is not None and now >= self.made_at + self.made.lasts

    @property
    def weight(self) -> int:
        plain = self.made.contents
        packed = (one.contents for one in self.finished.values() if one.contents is not plain)
        return BESIDE_BYTES + len(plain) + sum(map(len, packed))


class Pages:
    """The pages of one process. `look` finds a thread's state; `min_age` is in seconds."""

    def __init__(
        self,
        most: int,
        min_age: float,
        look: Callable[[Place], State | None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.most, self.min_age, self.look, self.clock = most, min_age, look, clock
        self.begin()
        EVERY.add(self)

    def begin(self) -> None:
        """Keep nothing, and hold no lock: so begins a process, and a fork of one."""
        self.shelf: Shelf[Page] = Shelf(self.most)
        self.flights = Flights()
        self.asked_once = Once()

    def find(self, asked: Asked, coding: str, make: Callable[[], Made]) -> Finished:
        """Return the page as it is now, in this coding; calls `make` unless it is kept."""
        page = self.page(asked, make)
        return page.finished.get(coding) or self.packed(page, coding)

    def page(self, asked: Asked, make: Callable[[], Made]) -> Page:
        begun = self.clock()
        kept = self.shelf.get(asked.name)
        if kept is not None and self.holds(kept, begun):
            return kept
        with self.flights.alone(asked.name):
            newer = self.shelf.get(asked.name)
            if newer is not None and newer is not kept and self.holds(newer, begun):
                return newer
            return self.renewed(asked, make)

    def holds(self, page: Page, begun: float) -> bool:
        """Say whether a page is what would be made for a request that began at `begun`."""
        if self.is_young(page, begun):
            return True
        now = self.clock()
        if page.outdated or page.asked.place is None or page.is_over(now):
            return False
        page.outdated = self.look(page.asked.place) != page.made.state
        if not page.outdated:
            page.seen_at = max(page.seen_at, now)
        return not page.outdated

    def is_young(self, page: Page, now: float) -> bool:
        """Say whether a page may be answered as it is, without a look."""
        return page.seen_at > now - self.min_age

    def renewed(self, asked: Asked, make: Callable[[], Made]) -> Page:
        # Read before the state is, since a page is as old as what it was made from.
        now = self.clock()
        page = Page(asked, make(), seen_at=now, made_at=now)
        known = page.made.state is not None or asked.place is None
        if known and (asked.usual or self.asked_once.again(asked.name)):
            self.shelf.put(asked.name, page)
        return page

    def packed(self, page: Page, coding: str) -> Finished:
        name = page.asked.name
        with self.flights.alone(name):
            if coding not in page.finished:
                body = codings.body(page.made.contents, coding)
                page.finished[coding] = finished.page(body, page.made.headers)
                self.shelf.weigh(name, page)
            return page.finished[coding]


class Once:
    """What was asked for lately; a walk through all pages of a thread asks for each but once."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.known: OrderedDict[int, None] = OrderedDict()

    def again(self, name: Name) -> bool:
        """Note a request, and say whether there was one like it before."""
        with self.lock:
            before = hash(name) in self.known
            self.known[hash(name)] = None
            if len(self.known) > MOST_REMEMBERED:
                self.known.popitem(last=False)
            return before


EVERY: "weakref.WeakSet[Pages]" = weakref.WeakSet()


def begin_anew() -> None:
    # A lock that another thread held at the fork would be held for ever.
    for pages in EVERY:
        pages.begin()


os.register_at_fork(after_in_child=begin_anew)
