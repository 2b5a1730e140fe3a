"""What the service says of itself is JSON, and says nothing of anybody else."""

import json
import logging
from collections.abc import Iterator

import pytest
from flask import Flask

from comments_service import logs
from comments_service.edge import accesslog
from tests.api import Api, told


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> Iterator[logging.Logger]:
    """The service's logger, put back as it was."""
    log = logging.getLogger("comments_service")
    before = (log.handlers[:], log.level, log.propagate)
    yield log
    log.handlers[:], log.level, log.propagate = before


def test_a_line_is_one_object(own: logging.Logger, capsys: pytest.CaptureFixture[str]) -> None:
    logs.begin()

    logging.getLogger("comments_service.edge.errors").warning("two\nlines", extra={"route": "/t"})

    (line,) = capsys.readouterr().err.splitlines()
    found = json.loads(line)
    assert found.pop("at").endswith("+00:00")
    assert found == {"level": "warning", "of": "edge.errors", "says": "two\nlines", "route": "/t"}


def test_an_error_is_said_with_its_trace() -> None:
    error = KeyError("x")
    told = (type(error), error, None)
    record = logging.LogRecord("n", logging.ERROR, "", 1, "unforeseen", (), told)

    assert "KeyError: 'x'" in json.loads(logs.Line().format(record))["trace"]


def test_each_answer_is_a_line_that_names_nobody(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    thread = Api(app).site()
    comment = thread.write()
    caplog.set_level(logging.INFO, accesslog.__name__)

    told(thread.api.ask("GET", f"/comments/{comment['id']}?nonsense=secret"), 400)

    (line,) = caplog.records
    found = json.loads(logs.Line().format(line))
    assert (found["method"], found["status"]) == ("GET", 400)
    assert found["route"] == "/api/v1/comments/<id:comment_id>"
    assert found["ms"] >= 0
    assert "secret" not in json.dumps(found)


def test_of_kept_pages_one_in_a_hundred_is_a_line(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    thread = Api(app).site()
    thread.write()
    thread.page()
    caplog.set_level(logging.INFO, accesslog.__name__)

    for _ in range(2 * accesslog.ONE_IN):
        thread.page()

    sampled = [vars(record) for record in caplog.records]
    assert len(sampled) == 2
    assert {line["one_in"] for line in sampled} == {accesslog.ONE_IN}
    assert {line["route"] for line in sampled} == {"/api/v1/comments"}
