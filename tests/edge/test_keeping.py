"""Finished pages: when they are kept, for how long they hold, and who makes them."""

import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from comments_service.domain.errors import SiteUnknown
from comments_service.edge import codings, keeping
from comments_service.edge.codings import Body
from comments_service.edge.keeping import Asked, Made, Name, Pages
from comments_service.storage.versions import ByKey, Place, State
from tests.services import waiting

PLACE = ByKey("daily", "a")
FIRST = Asked(Name("/page", "article=a"), PLACE, usual=True)
LATER = Asked(Name("/page", "article=a&cursor=1"), PLACE)
FLEETING = Asked(Name("/counts", "article=a&article=b"), None, usual=True)
TEXT = b"All is well. " * 100
THREADS = 6


def named(article: str, *, usual: bool = True) -> Asked:
    return Asked(Name("/page", f"article={article}"), ByKey("daily", article), usual)


BEGUN = State(1, 1, 1)


@dataclass
class World:
    """A thread that changes, the pages that are kept of it, and what they asked for."""

    most: int = 10**6
    min_age: float = 0.0
    state: State | None = BEGUN
    time: float = 0.0
    looks: int = 0
    made: list[State | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pages = Pages(self.most, self.min_age, self.look, clock=lambda: self.time)

    def look(self, _place: Place) -> State | None:
        self.looks += 1
        return self.state

    def make(self) -> Made:
        self.made.append(self.state)
        return Made(self.state, f"{self.state}".encode() + TEXT, ())

    def change(self) -> None:
        assert self.state is not None
        self.state = self.state._replace(article_version=self.state.article_version + 1)

    def ask(self, asked: Asked = FIRST, coding: str = "identity") -> bytes:
        return self.pages.find(asked, coding, self.make).contents


def test_a_kept_page_costs_one_look() -> None:
    world = World()
    first = world.ask()

    again = world.ask()

    assert again is first
    assert (world.looks, len(world.made)) == (1, 1)


@pytest.mark.parametrize("field", State._fields)
def test_whatever_changes_makes_it_another_page(field: str) -> None:
    world = World()
    before = world.ask()
    world.state = BEGUN._replace(**{field: 2})

    assert world.ask() != before
    assert len(world.made) == 2


def test_what_was_seen_to_be_outdated_is_not_looked_at_again() -> None:
    world = World()
    world.ask()
    world.change()
    kept = world.pages.shelf.get(FIRST.name)
    assert kept is not None
    assert not world.pages.holds(kept, world.time)

    world.ask()

    assert (world.looks, len(world.made)) == (1, 2)


def test_a_page_of_no_one_thread_holds_while_it_is_young() -> None:
    world = World(min_age=0.25)
    first = world.ask(FLEETING)
    world.change()

    world.time = 0.2
    young = world.ask(FLEETING)
    world.time = 0.25
    old = world.ask(FLEETING)

    assert young is first
    assert old != first
    assert world.looks == 0


def test_a_young_page_is_answered_without_a_look() -> None:
    world = World(min_age=0.25)
    first = world.ask()
    world.change()

    world.time = 0.2

    assert world.ask() is first
    assert world.looks == 0


def test_a_page_is_young_no_longer_than_it_may_be() -> None:
    world = World(min_age=0.25)
    first = world.ask()
    world.change()

    world.time = 0.25

    assert world.ask() != first


def test_who_has_looked_makes_a_page_young_again() -> None:
    world = World(min_age=0.25)
    world.ask()

    for moment in (0.3, 0.5, 0.56, 0.7):
        world.time = moment
        world.ask()

    assert (world.looks, len(world.made)) == (2, 1)


def test_a_page_is_as_old_as_what_it_was_made_from() -> None:
    world = World(min_age=0.25)

    def slowly() -> Made:
        world.time += 0.3
        return world.make()

    world.pages.find(FIRST, "identity", slowly)
    world.change()

    world.ask()

    assert len(world.made) == 2


def test_a_page_ends_when_time_alone_makes_it_another() -> None:
    world = World()

    def fading() -> Made:
        return world.make()._replace(lasts=60)

    world.pages.find(FIRST, "identity", fading)
    for moment, made in ((59.9, 1), (60.0, 2), (119.9, 2), (120.0, 3)):
        world.time = moment
        world.pages.find(FIRST, "identity", fading)
        assert len(world.made) == made


def test_a_page_that_is_not_the_usual_one_is_kept_from_the_second_time_on() -> None:
    world = World()

    for made in (1, 2, 2, 2):
        world.ask(LATER)
        assert len(world.made) == made


def test_only_so_many_requests_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_REMEMBERED", 2)
    world = World()

    for cursor in ("1", "2", "3", "1"):
        world.ask(named(cursor, usual=False))

    assert len(world.pages.asked_once.known) == 2
    assert len(world.pages.shelf.kept) == 0


def test_an_unknown_article_is_never_kept() -> None:
    world = World(state=None)

    for _ in range(3):
        world.ask()

    assert len(world.made) == 3
    assert not world.pages.shelf.kept


def test_an_article_that_has_begun_is_seen_at_once() -> None:
    world = World(state=None, min_age=0.25)
    before = world.ask()
    world.state = BEGUN

    assert world.ask() != before


def test_a_refusal_is_never_kept_and_the_next_one_asks_again() -> None:
    world = World()

    def refusing() -> Made:
        raise SiteUnknown

    with pytest.raises(SiteUnknown):
        world.pages.find(FIRST, "identity", refusing)

    assert not world.pages.shelf.kept
    assert world.ask().endswith(TEXT)
    assert not world.pages.flights.flying


def test_with_no_bytes_allowed_every_page_is_made() -> None:
    world = World(most=0)

    world.ask()
    world.ask()

    assert len(world.made) == 2


def test_pages_stay_within_their_bytes_in_every_coding() -> None:
    world = World(most=50_000)

    for number in range(100):
        for coding in ("identity", "br", "gzip"):
            world.ask(named(str(number)), coding)
            assert world.pages.shelf.weight <= 50_000

    kept = world.pages.shelf.kept.values()
    assert len(kept) > 5
    assert world.pages.shelf.weight == sum(page.weight for page, _ in kept)


def test_a_page_is_made_once_for_all_codings_and_packed_once_for_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    packed: list[str] = []
    real = codings.body

    def counting(plain: bytes, coding: str) -> Body:
        packed.append(coding)
        return real(plain, coding)

    monkeypatch.setattr(codings, "body", counting)
    world = World()

    for coding in ("br", "gzip", "identity", "br", "gzip"):
        world.ask(FIRST, coding)

    assert len(world.made) == 1
    assert packed == ["br", "gzip", "identity"]


def together(work: Callable[[], bytes], *, times: int) -> list[bytes]:
    start = threading.Barrier(times)

    def started(_number: int) -> bytes:
        start.wait()
        return work()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(started, range(times)))


@pytest.mark.parametrize("begun", [False, True], ids=["new", "changed"])
def test_what_many_ask_for_at_once_is_made_by_one(begun: bool) -> None:  # noqa: FBT001  # a case
    world = World()
    if begun:
        world.ask()
        world.change()
        world.made.clear()

    def slowly() -> Made:
        flight = world.pages.flights.flying[FIRST.name]
        waiting.until(lambda: flight.aboard == THREADS, "all others wait")
        return world.make()

    found = together(lambda: world.pages.find(FIRST, "br", slowly).contents, times=THREADS)

    assert len(world.made) == 1
    assert len(set(found)) == 1
    assert not world.pages.flights.flying


def test_who_has_waited_is_not_answered_with_what_was_before_they_asked() -> None:
    world = World()
    making, changed = threading.Event(), threading.Event()

    def slowly() -> Made:
        made = world.make()
        making.set()
        assert changed.wait(waiting.PATIENCE)
        return made

    with ThreadPoolExecutor(2) as pool:
        older = pool.submit(world.pages.find, FIRST, "identity", slowly)
        assert making.wait(waiting.PATIENCE)
        world.change()
        newer = pool.submit(world.ask)
        flight = world.pages.flights.flying[FIRST.name]
        waiting.until(lambda: flight.aboard == 2, "the second waits")
        changed.set()

    assert newer.result() != older.result().contents
    assert world.made == [State(1, 1, 1), State(1, 2, 1)]


def test_pages_of_different_threads_are_not_waited_for() -> None:
    world = World()
    other = named("b")

    def asking() -> Made:
        world.ask(other)
        return world.make()

    world.pages.find(FIRST, "identity", asking)

    assert len(world.made) == 2


FORKED = """
import os
from comments_service.edge.keeping import Asked, Made, Name, Pages
from comments_service.storage.versions import ByKey, State
state = State(1, 1, 1)
pages = Pages(10**6, 0, lambda place: state)
asked = Asked(Name("/page", ""), ByKey("daily", "a"), usual=True)
with pages.shelf.lock, pages.flights.lock, pages.asked_once.lock:
    child = os.fork()
    if not child:
        pages.find(asked, "br", lambda: Made(state, b"page", ()))
        os._exit(0)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_a_fork_inherits_no_lock() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FORKED], capture_output=True, text=True, timeout=30, check=True
    )

    assert done.stdout == "0\n"
