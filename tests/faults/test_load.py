"""A load that is killed is run again: nothing is there twice, and nothing is missing."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from comments_service.actions import administering
from comments_service.storage import articles, sites
from comments_service.storage.db import snapshot
from tests import invariants
from tests.actions import loads
from tests.actions.loads import record
from tests.services import processes, waiting

pytestmark = pytest.mark.faults

ROOT = Path(__file__).parents[2]
ARTICLES, LONG, DEEP = 40, 45, 14
KILLS = 2


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A few thousand records: conversations that mingle, each with some that are refused."""
    found = tmp_path / "records.jsonl"
    found.write_text("".join(f"{json.dumps(each)}\n" for each in records()))
    return found


def records() -> Iterator[Mapping[str, Any]]:
    for start in range(0, LONG, DEEP + 1):
        for number in range(ARTICLES):
            yield from loads.deep(1_000 * number + start, DEEP, str(number))
    yield record(99_999, text=" ")


@contextmanager
def loading(file: Path, settings: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    flask = [sys.executable, "-m", "flask", "--app", "wsgi", "comments", "import"]
    command = [*flask, "--site", "daily", str(file)]
    env = {**os.environ, **settings}
    with subprocess.Popen(
        command, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_a_killed_load_is_whole_when_it_is_run_again(
    app: Flask, settings: dict[str, str], file: Path
) -> None:
    with app.app_context():
        administering.create_site("daily", "The Daily", [], {})
    everything, done = len(list(records())) - 1, 0

    for _ in range(KILLS):
        with loading(file, settings) as process:
            more(app, done)
            helpers = below(process.pid)
            process.send_signal(signal.SIGKILL)
        gone(helpers)
        before, done = done, there(app)
        assert before < done < everything
    assert broken(app) == []

    with loading(file, settings) as process:
        said, told = process.communicate()

    assert said.decode() == f"{everything - done} loaded, {done} there already, 1 refused\n"
    assert f"line {everything + 1}: text_blank" in told.decode()
    assert process.returncode == 1
    assert there(app) == everything
    assert broken(app) == []
    with app.app_context():
        rows = loads.rows("daily")
    assert len(rows["comments"]) == len(rows["events"]) == everything


def more(app: Flask, done: int) -> None:
    waiting.until(lambda: there(app) > done, "some are loaded")


def gone(helpers: Sequence[int]) -> None:
    assert helpers
    waiting.until(lambda: not any(map(processes.lives, helpers)), "its helpers are gone")


def there(app: Flask) -> int:
    keys = [str(number) for number in range(ARTICLES)]
    with app.app_context(), snapshot():
        return sum(articles.counts(sites.by_slug("daily").id, keys).values())


def broken(app: Flask) -> list[str]:
    with app.app_context(), snapshot():
        return invariants.broken("daily")


def below(pid: int) -> list[int]:
    """List the processes that one has started, and those that they have."""
    children = processes.children(pid)
    return [*children, *(each for child in children for each in below(child))]
