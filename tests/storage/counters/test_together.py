"""Many processes and threads at one counter."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from limits.storage import storage_from_string

from comments_service.storage import counters
from comments_service.storage.counters import Claim, Counters, RedisCounters, SQLiteCounters

LIMIT = Claim("together", most=50, seconds=3600)
PROCESSES, THREADS, HITS = 8, 5, 10


@pytest.fixture(params=["sqlite", "redis"])
def uri(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return counters.uri(tmp_path, "")
    url: str = request.getfixturevalue("redis").patient_url
    storage_from_string(counters.uri(tmp_path, url)).reset()
    return counters.uri(tmp_path, url)


@pytest.mark.slow
def test_t10_four_hundred_hits_of_eight_processes_are_granted_exactly_to_the_limit(
    uri: str,
) -> None:
    # Children of a server that has loaded everything once, and has no threads of ours.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with context.Pool(PROCESSES) as pool:
        granted = sum(pool.map(hit_from_threads, [uri] * PROCESSES, chunksize=1))

    assert PROCESSES * THREADS * HITS == 400
    assert granted == LIMIT.most


def hit_from_threads(uri: str) -> int:
    store = storage_from_string(uri)
    assert isinstance(store, SQLiteCounters | RedisCounters)
    with ThreadPoolExecutor(THREADS) as threads:
        return sum(threads.map(hit, [store] * THREADS))


def hit(store: Counters) -> int:
    return [store.take([LIMIT], 1).granted for _ in range(HITS)].count(True)


def test_a_forked_worker_counts_with_its_parent(tmp_path: Path) -> None:
    store = SQLiteCounters(counters.uri(tmp_path, ""))
    store.incr("a", 60)

    child = multiprocessing.get_context("fork").Process(target=store.incr, args=("a", 60))
    with store.file.lock:
        child.start()
    child.join()

    assert (child.exitcode, store.incr("a", 60)) == (0, 3)
