from pathlib import Path

from comments_service.edge import metrics
from comments_service.edge.metrics import Tally
from comments_service.storage.counters.guard import Guarded
from tests.storage.counters.stores import Clock, in_memory, in_sqlite


def test_what_is_counted_is_added_to_the_sums_once() -> None:
    store = Guarded(in_memory().counters)
    tally = Tally(clock=Clock())
    tally.count("posts")
    tally.count("posts")

    tally.flush(store)
    tally.flush(store)

    assert store.totals() == {"posts": 2}


def test_it_is_time_to_add_once_a_second() -> None:
    clock = Clock()
    tally = Tally(clock=clock)

    assert not tally.due()
    clock.advance(metrics.FLUSH_SECONDS)
    assert tally.due()
    assert not tally.due()


def test_what_cannot_be_added_is_kept_for_later(tmp_path: Path) -> None:
    store = Guarded(in_sqlite(tmp_path).counters)
    (tmp_path / "counters.db").mkdir()
    tally = Tally(clock=Clock())
    tally.count("posts")
    tally.flush(store)

    (tmp_path / "counters.db").rmdir()
    tally.count("posts")
    tally.flush(store)

    assert store.totals() == {"posts": 2}
