from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services import ports, processes, waiting
from tests.services.gunicorn import Service, service

pytestmark = pytest.mark.slow


@pytest.fixture
def running(settings: dict[str, str], tmp_path: Path) -> Iterator[Service]:
    with service(settings, tmp_path / "log", workers=2) as started:
        yield started


def test_it_starts_with_its_workers(running: Service) -> None:
    assert running.healthy()
    assert len(running.workers) == 2


def test_a_killed_worker_is_replaced(running: Service) -> None:
    victim = running.kill_a_worker()

    waiting.until(
        lambda: len(running.workers) == 2 and victim not in running.workers,
        "another worker stands in for the killed one",
    )
    assert running.healthy()


def test_a_killed_service_is_gone_and_comes_back_where_it_was(
    running: Service, settings: dict[str, str], tmp_path: Path
) -> None:
    workers = running.workers

    running.kill()

    assert not ports.answers(running.port)
    assert not any(processes.lives(pid) for pid in workers)
    with service(settings, tmp_path / "log", port=running.port) as again:
        assert again.url == running.url


def test_a_wrong_setting_ends_the_start_with_its_name(
    settings: dict[str, str], tmp_path: Path
) -> None:
    wrong = {**settings, "COMMENTS_DEPTH": "many"}

    with (
        pytest.raises(ChildProcessError, match="COMMENTS_DEPTH"),
        service(wrong, tmp_path / "log"),
    ):
        pass
