"""A bounded number of bytes of pages; what was not asked for the longest goes first."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, Protocol, TypeVar


class Weighty(Protocol):
    @property
    def weight(self) -> int:
        """How many bytes it takes; may grow while it is kept."""


W = TypeVar("W", bound=Weighty)


class Shelf(Generic[W]):
    def __init__(self, most: int) -> None:
        self.most = most
        self.weight = 0
        self.lock = threading.Lock()
        self.kept: OrderedDict[Hashable, tuple[W, int]] = OrderedDict()

    def get(self, name: Hashable) -> W | None:
        with self.lock:
            found = self.kept.get(name)
            if found is None:
                return None
            self.kept.move_to_end(name)
            return found[0]

    def put(self, name: Hashable, page: W) -> None:
        """Keep a page in the place of the one before, unless it alone weighs too much."""
        with self.lock:
            self.replace(name, page)

    def weigh(self, name: Hashable, page: W) -> None:
        """Note that a page has grown, if it is still the one that is kept."""
        with self.lock:
            if self.kept.get(name, (None,))[0] is page:
                self.replace(name, page)

    def replace(self, name: Hashable, page: W) -> None:
        _, before = self.kept.pop(name, (None, 0))
        weight = page.weight
        self.weight -= before
        if weight > self.most:
            return
        self.kept[name] = (page, weight)
        self.weight += weight
        while self.weight > self.most:
            _, (_, oldest) = self.kept.popitem(last=False)
            self.weight -= oldest
