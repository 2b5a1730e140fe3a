from comments_service.storage.counters import memory
from comments_service.storage.counters.memory import MemoryCounters
from tests.storage.counters.stores import Clock


def test_a_flood_of_callers_takes_no_more_memory_than_its_bound() -> None:
    store = MemoryCounters(clock=Clock())

    for number in range(memory.MOST_KEYS + 100):
        store.incr(str(number), 60)

    assert len(store.windows) == memory.MOST_KEYS
    assert (store.get("0"), store.get(str(memory.MOST_KEYS + 99))) == (0, 1)


def test_a_caller_who_comes_again_pushes_nobody_out() -> None:
    clock = Clock()
    store = MemoryCounters(clock=clock)
    for number in range(memory.MOST_KEYS):
        store.incr(str(number), 60)
    clock.advance(61)

    store.incr("5", 60)

    assert (len(store.windows), store.get("5")) == (memory.MOST_KEYS, 1)
