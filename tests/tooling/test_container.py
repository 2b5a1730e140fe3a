import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from deploy import healthy
from tests.services import ports

ROOT = Path(__file__).parents[2]


def test_what_the_container_copies_is_let_through() -> None:
    copied = re.findall(r"^COPY (\S+) ", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    let_through = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE)

    assert sorted(copied) == sorted(let_through)


@pytest.mark.parametrize(("told", "migrates"), [("1", True), ("0", False), (None, False)])
def test_the_schema_changes_only_when_told_to(
    tmp_path: Path,
    told: str | None,
    migrates: bool,  # noqa: FBT001  # a column of the table above
) -> None:
    for name in ("flask", "python"):
        program = tmp_path / name
        program.write_text(f'#!/bin/sh\necho {name} "$@" "${{COMMENTS_MIGRATE-unset}}"\n')
        program.chmod(0o755)
    env = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "PORT": "8123"}
    if told is not None:
        env["COMMENTS_MIGRATE"] = told

    ran = subprocess.run(
        ["sh", "deploy/start.sh"], cwd=ROOT, env=env, check=True, capture_output=True, text=True
    )

    *before, last = ran.stdout.splitlines()
    assert before == ["flask --app wsgi comments migrate unset"] * migrates
    assert last == (
        "python -m gunicorn --config deploy/gunicorn.conf.py --bind 127.0.0.1:8123 unset"
    )


@pytest.mark.parametrize(("status", "lives"), [(200, True), (503, False)])
def test_the_health_check_believes_the_status(
    status: int,
    lives: bool,  # noqa: FBT001  # a column of the table above
) -> None:
    with answering(status) as port:
        assert healthy.lives(port) is lives


def test_nobody_there_is_not_healthy() -> None:
    assert not healthy.lives(ports.free())


@contextmanager
def answering(status: int) -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()
