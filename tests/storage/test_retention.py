"""What is over is forgotten, and nothing else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from comments_service.storage import retention
from comments_service.storage.db import db, snapshot, transaction
from comments_service.storage.models import DeskSession, Idempotency, Job, Moderator, SignIn, Site

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


def remember(key: str, created_at: datetime) -> Idempotency:
    return Idempotency(scope="s", key=key, body_digest="d", created_at=created_at)


def keep(app: Flask, *rows: Any) -> None:
    with app.app_context(), transaction():
        db.session.add_all(rows)


def kept(app: Flask, column: Any) -> list[str]:
    with app.app_context(), snapshot():
        return sorted(db.session.scalars(select(column)))


def test_an_idempotency_key_is_kept_for_eight_days(app: Flask) -> None:
    end = NOW - timedelta(days=8)
    keep(app, remember("over", end - MOMENT), remember("not yet", end), remember("new", NOW))

    with app.app_context():
        assert retention.forget_idempotency(NOW) == 1

    assert kept(app, Idempotency.key) == ["new", "not yet"]


def test_a_job_is_kept_for_ninety_days(app: Flask) -> None:
    end = NOW - timedelta(days=90)
    site = Site(id=1, slug="daily", name="Daily", origins=[], policy={}, created_at=NOW)
    given = {"site_id": 1, "settings": {}}
    keep(app, site)
    keep(app, Job(kind="over", created_at=end - MOMENT, **given))
    keep(app, Job(kind="not yet", created_at=end, **given))

    with app.app_context():
        assert retention.forget_jobs(NOW) == 1

    assert kept(app, Job.kind) == ["not yet"]


@pytest.mark.parametrize(
    ("model", "forget"),
    [
        (SignIn, retention.forget_sign_ins),
        (DeskSession, retention.forget_desk_sessions),
    ],
)
def test_what_gives_entry_to_the_desk_is_forgotten_when_it_has_run_out(
    app: Flask, model: Any, forget: Any
) -> None:
    keep(app, Moderator(id=1, name="Ada Example", role="admin", created_at=NOW))
    keep(
        app,
        model(digest="over", moderator_id=1, expires_at=NOW),
        model(digest="valid", moderator_id=1, expires_at=NOW + MOMENT),
    )

    with app.app_context():
        assert forget(NOW) == 1

    assert kept(app, model.digest) == ["valid"]


def test_much_is_forgotten_in_small_steps(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 3)
    keep(app, *(remember(str(number), NOW - timedelta(days=9)) for number in range(7)))

    with app.app_context():
        steps = [retention.forget_idempotency(NOW) for _ in range(4)]
        with snapshot():
            left = db.session.scalar(select(func.count()).select_from(Idempotency))

    assert steps == [3, 3, 1, 0]
    assert left == 0
