"""`flask comments import`: a file goes in, and every line that does not is named."""

import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from comments_service import cli
from comments_service.actions.loading import Progress
from tests.actions import loads
from tests.actions.loads import record

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask) -> Run:
    runner = app.test_cli_runner()
    runner.invoke(args=["comments", "sites", "create", "daily", "--name", "The Daily"])

    def command(file: str, site: str = "daily", given: bytes = b"") -> Result:
        return runner.invoke(args=["comments", "import", "--site", site, file], input=given)

    return command


def lines(*given: Mapping[str, Any]) -> bytes:
    return "".join(f"{json.dumps(each)}\n" for each in given).encode()


def test_a_file_is_loaded_and_loaded_again(app: Flask, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_bytes(lines(*loads.deep(1, 12, "a")))

    first, again = run(str(file)), run(str(file))

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert first.stdout == "13 loaded, 0 there already, 0 refused\n"
    assert again.stdout == "0 loaded, 13 there already, 0 refused\n"
    assert "13 of 13 records, " in first.stderr
    with app.app_context():
        assert len(loads.rows("daily")["comments"]) == 13


def test_refused_lines_are_named_and_the_rest_is_loaded(run: Run) -> None:
    given = lines(record(1), record(2, text=" "), record(3, under=9)) + b"\n{\n" + lines(record(4))

    done = run("-", given=given)

    assert done.exit_code == 1
    assert done.stdout == "2 loaded, 0 there already, 3 refused\n"
    told = [line for line in done.stderr.splitlines() if line.startswith("line ")]
    assert [line.split(":")[:2] for line in sorted(told)] == [
        ["line 2", " text_blank"],
        ["line 3", " parent_unknown"],
        ["line 5", " body_invalid"],
    ]


def test_an_unknown_site_is_said_in_words(run: Run) -> None:
    done = run("-", site="weekly", given=lines(record(1)))

    assert (done.exit_code, done.stderr) == (1, "Error: No such site\n")


def test_progress_is_told_once_a_second(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([0.0, 0.5, 2.0, 2.0, 2.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    telling = cli.Telling(3_000)

    telling.add(Progress(made=1_000))
    telling.add(Progress(made=500, known=500))

    assert capsys.readouterr().err == "2,000 of 3,000 records, 1,000 a second\n"
