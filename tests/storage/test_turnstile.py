"""One at a time, over threads and processes, and nobody waits for ever."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from comments_service.domain.errors import Busy
from comments_service.storage.turnstile import Turnstile

SOON = 0.02


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "write.lock"


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Hold the file as another process would: by a descriptor of its own."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def test_nobody_waits_for_ever_for_another_process(file: Path) -> None:
    turnstile = Turnstile(file, patience=SOON)

    with held(file):
        for _ in range(3):
            with pytest.raises(Busy), turnstile.passed():
                pass

    # Again with all patience: whoever waited for us may have to let go first.
    turnstile.patience = 5.0
    with turnstile.passed():
        pass


def test_whoever_gave_up_keeps_nobody_out(file: Path) -> None:
    impatient = Turnstile(file, patience=SOON)
    with held(file), pytest.raises(Busy), impatient.passed():
        pass

    with Turnstile(file).passed():
        pass


def test_a_thread_that_waits_goes_when_the_other_process_has_gone(file: Path) -> None:
    turnstile = Turnstile(file)
    through = threading.Event()

    def go() -> None:
        with turnstile.passed():
            through.set()

    with held(file):
        waiting = threading.Thread(target=go)
        waiting.start()
        assert not through.wait(SOON)
    waiting.join()

    assert through.is_set()


def test_a_thread_waits_no_longer_for_others_of_its_process(file: Path) -> None:
    turnstile = Turnstile(file, patience=SOON)

    with turnstile.passed(), pytest.raises(Busy), turnstile.passed():
        pass


@pytest.mark.parametrize("patience", [5.0, 0.001])
def test_one_passes_at_a_time_also_when_some_give_up(file: Path, patience: float) -> None:
    # Two turnstiles on one file are two processes to each other.
    turnstiles = [Turnstile(file, patience=patience) for _ in range(2)]
    inside: list[int] = []
    together: list[int] = []

    def go(number: int) -> None:
        for _ in range(200):
            with suppress(Busy), turnstiles[number % 2].passed():
                inside.append(number)
                os.sched_yield()
                together.append(len(inside))
                inside.remove(number)

    threads = [threading.Thread(target=go, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert set(together) == {1}
