import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.services import api, ports, processes, waiting
from tests.services.gunicorn import ROOT, Service

pytestmark = pytest.mark.slow
ARTICLE = {"site": "demo", "article": "night-trams"}
RUN = [sys.executable, "-m", "deploy.run"]


def test_a_start_makes_the_demo_and_says_where_it_is(tmp_path: Path) -> None:
    port, log = ports.free(), tmp_path / "log"
    with started(tmp_path / "home", port, log) as service:
        told = log.read_text()

        assert re.search(rf"{service.url}/desk/sign-in\?link=\S+", told)
        assert f"{service.url}/docs" in told
        with urlopen(f"{service.url}/demo") as page:  # noqa: S310  # http, and our own
            assert page.status == 200


def test_a_second_start_keeps_what_was_there(tmp_path: Path) -> None:
    counts = []
    for start in ("first", "second"):
        port = ports.free()
        with started(tmp_path / "home", port, tmp_path / start):
            answer = api.call(port, "GET", "/counts", query=ARTICLE)
            counts.append(answer.json["counts"]["night-trams"])

    assert counts[0] > 0
    assert counts[0] == counts[1]


@contextmanager
def started(home: Path, port: int, log: Path) -> Iterator[Service]:
    """Start what `make run` starts, and wait until it serves."""
    env = {
        **os.environ,
        "COMMENTS_DEMO": "1",
        "COMMENTS_HOME": str(home),
        "PORT": str(port),
        "PYTHONPATH": str(ROOT),
    }
    with processes.running(RUN, log, env=env) as process:
        service = Service(process, port, log)
        waiting.until(service.healthy, "the demo is served", seconds=2 * waiting.PATIENCE)
        yield service


def test_a_start_that_cannot_be_prepared_serves_nothing(tmp_path: Path) -> None:
    # A folder stands where the database should be.
    (tmp_path / "comments.db").mkdir()

    ran = subprocess.run(
        RUN,
        cwd=ROOT,
        env={**os.environ, "COMMENTS_HOME": str(tmp_path)},
        check=False,
        capture_output=True,
        text=True,
    )

    assert ran.returncode == 1
    assert "unable to open database file" in ran.stderr
    assert "Starting gunicorn" not in ran.stderr
