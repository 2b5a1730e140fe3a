"""Many at once with one Idempotency-Key make one comment (t11)."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from comments_service.actions import administering
from tests.services import api
from tests.services.gunicorn import service

pytestmark = pytest.mark.faults

AT_ONCE = 50
BODY = {"site": "daily", "article": "once", "text": "I press twice."}


def test_t11_fifty_posts_at_once_with_one_key_are_one_comment(
    app: Flask, settings: dict[str, str], tmp_path: Path
) -> None:
    with app.app_context():
        administering.create_site("daily", "The Daily", [], {})

    with service(settings, tmp_path / "log", workers=4) as running:

        def post(_: int) -> api.Answer:
            headers = {"Idempotency-Key": "4f9d1f0e-one-press"}
            return api.call(running.port, "POST", "/comments", BODY, headers=headers)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            answers = list(pool.map(post, range(AT_ONCE)))
        other = {**BODY, "text": "Something else."}
        headers = {"Idempotency-Key": "4f9d1f0e-one-press"}
        reused = api.call(running.port, "POST", "/comments", other, headers=headers)

    with service(settings, tmp_path / "again", workers=2) as running:
        answers.append(post(0))

    assert [answer.status for answer in answers] == [201] * (AT_ONCE + 1)
    assert len({answer.json["comment"]["id"] for answer in answers}) == 1
    assert len({answer.json["token"] for answer in answers}) == 1
    first = [answer for answer in answers if "Idempotent-Replay" not in answer.headers]
    assert len(first) == 1
    assert (reused.status, reused.json["code"]) == (422, "idempotency_key_reused")
    with app.extensions["comments_engines"]["read"].connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM comment")).scalar() == 1
        assert connection.execute(text("SELECT count(*) FROM author")).scalar() == 1
