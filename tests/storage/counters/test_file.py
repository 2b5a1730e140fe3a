"""The file under the counters: damaged, replaced, locked, out of reach."""

import logging
import sqlite3
from pathlib import Path

import pytest

from comments_service.storage import counters
from comments_service.storage.counters import Claim, file, sqlite
from comments_service.storage.counters.sqlite import SQLiteCounters
from tests.storage.counters.stores import Clock


@pytest.fixture
def store(tmp_path: Path) -> SQLiteCounters:
    return SQLiteCounters(counters.uri(tmp_path, ""), clock=Clock())


def test_only_its_owner_may_read_the_file(store: SQLiteCounters) -> None:
    store.incr("a", 60)

    assert store.file.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("spoilt", [b"not a database at all" * 500, b"SQLite format 3\0" * 300])
def test_a_file_that_is_no_database_is_begun_anew(
    store: SQLiteCounters, spoilt: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    store.file.path.write_bytes(spoilt)

    assert store.incr("a", 60) == 1
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_a_file_spoilt_in_its_middle_is_begun_anew(store: SQLiteCounters) -> None:
    for number in range(2000):
        store.incr(f"a key of some length {number}", 60)
    store.file.close()
    with store.file.path.open("r+b") as spoilt:
        spoilt.seek(8192)
        spoilt.write(b"\xff" * 20_000)

    assert store.incr("a", 60) == 1


def test_two_who_find_the_damage_go_on_with_one_new_file(tmp_path: Path) -> None:
    one, other = (SQLiteCounters(counters.uri(tmp_path, "")) for _ in range(2))
    one.file.path.write_bytes(b"not a database at all" * 500)

    assert [one.incr("a", 60), other.incr("a", 60), one.incr("a", 60)] == [1, 2, 3]


def test_a_file_that_was_taken_away_is_begun_anew_by_everybody(tmp_path: Path) -> None:
    one, other = (SQLiteCounters(counters.uri(tmp_path, "")) for _ in range(2))
    one.incr("a", 60)
    other.incr("a", 60)

    for path in tmp_path.glob("counters.db*"):
        path.unlink()

    assert [one.incr("a", 60), other.incr("a", 60)] == [1, 2]


def test_a_damage_found_late_does_not_remove_the_new_file(tmp_path: Path) -> None:
    one, other = (SQLiteCounters(counters.uri(tmp_path, "")) for _ in range(2))
    other.incr("a", 60)
    one.file.path.unlink()
    one.incr("a", 60)

    other.file.discard()

    assert other.incr("a", 60) == 2


def test_a_locked_file_is_an_error_after_a_short_wait(
    store: SQLiteCounters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "PATIENCE_SECONDS", 0.01)
    store.incr("a", 60)
    store.file.close()
    blocker = sqlite3.connect(store.file.path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")

    with pytest.raises(store.base_exceptions, match="locked"):
        store.incr("a", 60)

    blocker.close()
    assert store.incr("a", 60) == 2


def test_a_folder_that_is_not_there_is_an_error_of_the_store(tmp_path: Path) -> None:
    store = SQLiteCounters(counters.uri(tmp_path / "gone", ""))

    assert not store.check()
    with pytest.raises(store.base_exceptions):
        store.incr("a", 60)


def test_a_clock_that_was_set_back_shuts_nobody_out(tmp_path: Path) -> None:
    clock = Clock()
    store = SQLiteCounters(counters.uri(tmp_path, ""), clock=clock)
    minute = Claim("a", most=1, seconds=60)
    assert store.take([minute], 1).granted

    clock.advance(-86400)

    assert store.take([minute], 1).granted
    assert not store.take([minute], 1).granted


def test_old_counters_go_while_new_ones_come(tmp_path: Path) -> None:
    clock = Clock()
    store = SQLiteCounters(counters.uri(tmp_path, ""), clock=clock)

    for number in range(20 * sqlite.HITS_BETWEEN_PURGES):
        clock.advance(1)
        store.incr(f"caller {number}", 10)

    kept = store.file.run(lambda opened: opened.execute("SELECT count(*) FROM counter").fetchone())
    assert kept[0] <= 10 + sqlite.HITS_BETWEEN_PURGES


def test_a_path_may_hold_what_a_url_may_not(tmp_path: Path) -> None:
    folder = tmp_path / "a %20 folder ? with # ü"
    folder.mkdir()

    SQLiteCounters(counters.uri(folder, "")).incr("a", 60)

    assert (folder / "counters.db").exists()
