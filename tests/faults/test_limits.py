"""The limits of the real service, with several workers and real counters (t06, t10, t24)."""

import json
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from flask import Flask

from comments_service.actions import administering
from tests.services import api, waiting
from tests.services import redis as redis_service
from tests.services.gunicorn import Service, service

pytestmark = pytest.mark.faults

WORKERS, AT_ONCE, LIMIT = 4, 40, 5
ARTICLE = {"site": "daily", "article": "storm"}
BODY = {**ARTICLE, "text": "Me first."}
FORGED = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP")


@contextmanager
def limited(app: Flask, settings: dict[str, str], tmp_path: Path) -> Iterator[Service]:
    """The service with four workers and five posts a minute."""
    with app.app_context():
        administering.create_site("daily", "The Daily", [], {})
    settings["COMMENTS_POSTING_LIMIT"] = f"{LIMIT} per minute"
    with service(settings, tmp_path / "log", workers=WORKERS) as running:
        yield running


def storm(running: Service, posts: int = AT_ONCE) -> list[api.Answer]:
    """Post many times at once, each on a new connection that claims to come from elsewhere."""

    def post(number: int) -> api.Answer:
        headers = dict.fromkeys(FORGED, f"203.0.113.{number}")
        return api.call(running.port, "POST", "/comments", BODY, headers=headers)

    with ThreadPoolExecutor(posts) as pool:
        return list(pool.map(post, range(posts)))


def statuses(answers: list[api.Answer]) -> list[int]:
    return sorted(answer.status for answer in answers)


def left(answers: list[api.Answer]) -> list[int]:
    """Read what each accepted answer says is left of the posting limit, largest first."""
    fields = [one.headers["RateLimit"] for one in answers if one.status == 201]
    told = [part for field in fields for part in field.split(", ") if part.startswith('"post"')]
    return sorted((int(part.split(";")[1].removeprefix("r=")) for part in told), reverse=True)


def test_c099_t06_t10_of_forty_posts_at_once_over_four_workers_exactly_five_are_accepted(
    app: Flask, settings: dict[str, str], tmp_path: Path
) -> None:
    with limited(app, settings, tmp_path) as running:
        answers = storm(running)
        count = api.call(running.port, "GET", "/counts", query=ARTICLE).json["counts"]

    assert statuses(answers) == [201] * LIMIT + [429] * (AT_ONCE - LIMIT)
    assert left(answers) == [4, 3, 2, 1, 0]
    assert count == {"storm": LIMIT}
    for answer in answers:
        assert ("Retry-After" in answer.headers) is (answer.status == 429)


def test_c099_t10_the_same_with_redis(app: Flask, settings: dict[str, str], tmp_path: Path) -> None:
    with redis_service.server() as server:
        settings["COMMENTS_REDIS_URL"] = server.patient_url
        with limited(app, settings, tmp_path) as running:
            answers = storm(running)

    assert statuses(answers) == [201] * LIMIT + [429] * (AT_ONCE - LIMIT)
    assert left(answers) == [4, 3, 2, 1, 0]


def test_c100_t24_a_redis_that_hangs_stops_neither_readers_nor_posters(
    app: Flask, settings: dict[str, str], tmp_path: Path
) -> None:
    with redis_service.server() as server:
        settings["COMMENTS_REDIS_URL"] = server.url
        with limited(app, settings, tmp_path) as running:
            os.kill(server.process.pid, signal.SIGSTOP)
            answers = storm(running)
            page = api.call(running.port, "GET", "/comments", query=ARTICLE)
            degraded = counters(running)
            os.kill(server.process.pid, signal.SIGCONT)
            waiting.until(lambda: counters(running) == "ok", "Redis counts again")

    accepted = [answer for answer in answers if answer.status == 201]
    assert LIMIT <= len(accepted) <= LIMIT * WORKERS
    assert set(statuses(answers)) <= {201, 429}
    assert page.status == 200
    assert degraded == "degraded"


def counters(running: Service) -> str:
    """Ask one of the workers how it counts."""
    connection = HTTPConnection("127.0.0.1", running.port, timeout=waiting.PATIENCE)
    try:
        connection.request("GET", "/readyz")
        told: str = json.load(connection.getresponse())["counters"]
    finally:
        connection.close()
    return told
