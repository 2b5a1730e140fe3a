"""Finished pages, kept for as long as the state that they were made from lasts.

Nothing is flushed: a page knows its state, and each hit compares that with the thread's own
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

from comments_service.edge import codings
from comments_service.edge.codings import Body
from comments_service.edge.flights import Flights
from comments_service.edge.shelf import Shelf
from comments_service.storage.versions import State

# What a page takes beside its bytes: key, headers, objects.
BESIDE_BYTES = 2_048
MOST_REMEMBERED = 10_000


class Asked(NamedTuple):
    """Which page: the canonical form of a request, the same for all who ask for the same.

    `base` is the address that its links begin with, where they are absolute. A `usual` page
    is the first of a thread, as everybody gets it.
    """

    form: str
    site: str
    article: str
    details: tuple[object, ...]
    base: str = ""
    usual: bool = False


class Made(NamedTuple):
    """A page that was just made, from this state; without one it is not kept."""

    state: State | None
    contents: bytes
    headers: tuple[tuple[str, str], ...]


@dataclass
class Page:
    made: Made
    # When its state was last seen to be the thread's, by the clock of who keeps it.
    seen_at: float
    bodies: dict[str, Body] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        plain = self.made.contents
        packed = (body.contents for body in self.bodies.values() if body.contents is not plain)
        return BESIDE_BYTES + len(plain) + sum(map(len, packed))


class Pages:
    """The pages of one process. `look` finds a thread's state; `min_age` is in seconds."""

    def __init__(
        self,
        most: int,
        min_age: float,
        look: Callable[[str, str], State | None],
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

    def find(self, asked: Asked, coding: str, make: Callable[[], Made]) -> tuple[Page, Body]:
        """Return the page as it is now, in this coding; calls `make` unless it is kept."""
        page = self.page(asked, make)
        return page, page.bodies.get(coding) or self.packed(asked, page, coding)

    def page(self, asked: Asked, make: Callable[[], Made]) -> Page:
        begun = self.clock()
        kept = self.shelf.get(asked)
        if kept is not None and self.holds(kept, asked, begun):
            return kept
        with self.flights.alone(asked):
            newer = self.shelf.get(asked)
            if newer is not None and newer is not kept and self.holds(newer, asked, begun):
                return newer
            return self.renewed(asked, make)

    def holds(self, page: Page, asked: Asked, begun: float) -> bool:
        """Say whether a page is what would be made for a request that began at `begun`."""
        if page.seen_at > begun - self.min_age:
            return True
        now = self.clock()
        if self.look(asked.site, asked.article) != page.made.state:
            return False
        page.seen_at = max(page.seen_at, now)
        return True

    def renewed(self, asked: Asked, make: Callable[[], Made]) -> Page:
        # Read before the state is, since a page is as old as what it was made from.
        now = self.clock()
        page = Page(make(), seen_at=now)
        if page.made.state is not None and (asked.usual or self.asked_once.again(asked)):
            self.shelf.put(asked, page)
        return page

    def packed(self, asked: Asked, page: Page, coding: str) -> Body:
        with self.flights.alone(asked):
            if coding not in page.bodies:
                page.bodies[coding] = codings.body(page.made.contents, coding)
                self.shelf.weigh(asked, page)
            return page.bodies[coding]


class Once:
    """What was asked for lately; a walk through all pages of a thread asks for each but once."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.known: OrderedDict[int, None] = OrderedDict()

    def again(self, asked: Asked) -> bool:
        """Note a request, and say whether there was one like it before."""
        with self.lock:
            before = hash(asked) in self.known
            self.known[hash(asked)] = None
            if len(self.known) > MOST_REMEMBERED:
                self.known.popitem(last=False)
            return before


EVERY: "weakref.WeakSet[Pages]" = weakref.WeakSet()


def begin_anew() -> None:
    # A lock that another thread held at the fork would be held for ever.
    for pages in EVERY:
        pages.begin()


os.register_at_fork(after_in_child=begin_anew)
