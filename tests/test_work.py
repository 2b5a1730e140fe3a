"""The background loop: when it works, when it waits, and how it ends."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from comments_service import config, work
from comments_service.storage import lead
from comments_service.storage.counters import Claim
from comments_service.storage.db import db, transaction
from comments_service.storage.models import Idempotency
from comments_service.work import Background, Rota, Task
from tests.services import waiting

HOUR = timedelta(hours=1)


def nothing() -> bool:
    return False


class Note:
    """A task's deed that can be waited for."""

    def __init__(self) -> None:
        self.done = threading.Event()

    def __call__(self) -> bool:
        self.done.set()
        return False


def test_everything_is_due_at_first_and_then_after_its_interval() -> None:
    hourly, daily = Task("hourly", HOUR, nothing), Task("daily", timedelta(days=1), nothing)
    rota = Rota([hourly, daily], now=0)

    assert rota.take(0) == [hourly, daily]
    assert rota.take(3599) == []
    assert rota.take(3600) == [hourly]
    assert rota.pause(3601) == 3599


def test_what_was_missed_is_done_once() -> None:
    hourly = Task("hourly", HOUR, nothing)
    rota = Rota([hourly], now=0)

    assert rota.take(36_000) == [hourly]
    assert rota.take(36_001) == []


@pytest.mark.parametrize("every", [timedelta(0), timedelta(hours=-1)])
def test_c172_an_interval_of_nothing_switches_a_task_off(every: timedelta) -> None:
    assert Rota([Task("never", every, nothing)], now=0).take(10**9) == []


def test_c172_however_short_an_interval_there_is_a_pause() -> None:
    rota = Rota([Task("hectic", timedelta(microseconds=1), nothing)], now=0)

    assert rota.pause(10**9) == work.LEAST_PAUSE.total_seconds()


@pytest.mark.parametrize("value", ["-1 hour", "often", "1 fortnight", "0.5"])
def test_c172_an_interval_that_means_nothing_is_refused_at_the_start(
    tmp_path: Path, value: str
) -> None:
    with pytest.raises(config.Misconfigured, match="COMMENTS_CLEANING_INTERVAL"):
        config.load({"COMMENTS_HOME": str(tmp_path), "COMMENTS_CLEANING_INTERVAL": value})


def test_c172_with_everything_off_the_loop_ends_and_does_not_spin(app: Flask) -> None:
    background = Background(app, [Task("never", timedelta(0), nothing)])

    background.thread.start()
    background.thread.join(waiting.PATIENCE)

    assert not background.thread.is_alive()


@contextmanager
def working(app: Flask, *tasks: Task) -> Iterator[Background]:
    background = Background(app, tasks)
    background.thread.start()
    yield background
    background.stop()
    assert not background.thread.is_alive()


def test_the_loop_works_and_ends_promptly_in_the_middle_of_its_pause(app: Flask) -> None:
    once = Note()

    with working(app, Task("once", HOUR, once)):
        assert once.done.wait(waiting.PATIENCE)


def test_a_task_that_has_more_to_do_goes_on_until_it_is_told_to_stop(app: Flask) -> None:
    runs = threading.Semaphore(0)

    def endless() -> bool:
        runs.release()
        return True

    with working(app, Task("endless", HOUR, endless)):
        for _ in range(10):
            assert runs.acquire(timeout=waiting.PATIENCE)


def test_what_somebody_else_is_at_is_left_to_them(app: Flask) -> None:
    busy, free = Note(), Note()
    background = Background(app, [])

    with app.app_context(), lead.alone("work-busy") as mine:
        assert mine
        background.attempt(Task("busy", HOUR, busy))
        background.attempt(Task("free", HOUR, free))

    assert (busy.done.is_set(), free.done.is_set()) == (False, True)


def test_a_task_that_fails_is_told_and_the_others_are_done(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    good = Note()

    def fail() -> bool:
        raise LookupError("no such thing")

    with working(app, Task("bad", HOUR, fail), Task("good", HOUR, good)):
        assert good.done.wait(waiting.PATIENCE)

    (told,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "bad" in told.getMessage()


def test_what_is_over_is_forgotten_without_anybody_asking(app: Flask) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=9)
    with app.app_context(), transaction():
        db.session.add(Idempotency(scope="s", key="k", body_digest="d", created_at=long_ago))
    counters = app.extensions["comments_limits"].store.shared
    counters.take([Claim("a", 1, -1)], 1)

    with working(app, *work.tasks(app)):
        waiting.until(lambda: stored(app) == (0, 0), "nothing that is over is left")


def stored(app: Flask) -> tuple[int, int]:
    file = app.extensions["comments_limits"].store.shared.file
    with app.app_context(), app.extensions["comments_engines"]["read"].connect() as opened:
        rows = opened.exec_driver_sql("SELECT count(*) FROM idempotency").scalar_one()
    counted = file.run(lambda opened: opened.execute("SELECT count(*) FROM counter").fetchone())
    return rows, counted[0]


def test_the_background_can_be_left_to_a_process_of_its_own(
    settings: dict[str, str], request: pytest.FixtureRequest
) -> None:
    settings["COMMENTS_BACKGROUND"] = "0"

    assert work.start(request.getfixturevalue("app")) is None


def test_a_worker_begins_its_background_work_and_ends_it(app: Flask) -> None:
    background = work.start(app)

    assert background is not None
    assert background.thread.daemon
    background.stop()
    assert not background.thread.is_alive()


def test_a_process_of_its_own_stays_until_it_is_told_to_stop(app: Flask) -> None:
    stopping = threading.Event()
    own = threading.Thread(target=work.forever, args=(app, stopping))
    own.start()

    assert own.is_alive()
    stopping.set()
    own.join(waiting.PATIENCE)

    assert not own.is_alive()
