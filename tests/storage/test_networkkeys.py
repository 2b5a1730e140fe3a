"""Keys of networks rotate weekly, are kept five weeks beyond their own, and are then destroyed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import select

from comments_service import create_app, work
from comments_service.actions import clock, rotating
from comments_service.storage.db import db, snapshot, transaction
from comments_service.storage.models import NetworkKey
from tests import databases

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
WEEK = timedelta(weeks=1)
MOMENT = timedelta(microseconds=1)


class Clock:
    now = MONDAY


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(clock, "now", lambda: found.now)
    return found


@pytest.fixture
def other(settings: dict[str, str]) -> Iterator[Flask]:
    """Another worker on the same database."""
    made = create_app(settings)
    yield made
    databases.let_go(made)


def keys(app: Flask) -> list[bytes]:
    with app.app_context():
        return list(rotating.keys())


def weeks(app: Flask) -> list[date]:
    with app.app_context(), snapshot():
        return list(db.session.scalars(select(NetworkKey.week).order_by(NetworkKey.week)))


def test_a_key_is_new_each_week_and_all_workers_have_it(
    app: Flask, other: Flask, at: Clock
) -> None:
    first = keys(app)
    at.now += WEEK - MOMENT
    assert keys(app) == keys(other) == first

    at.now += MOMENT
    second = keys(other)

    assert len(second) == 2
    assert second[1:] == first
    assert keys(app) == second


def test_the_sixth_week_after_its_own_destroys_a_key(app: Flask, at: Clock) -> None:
    kept = []
    for _ in range(8):
        kept.append(keys(app))
        at.now += WEEK

    assert [len(each) for each in kept] == [1, 2, 3, 4, 5, 6, 6, 6]
    assert all(later[1:] == earlier[:5] for earlier, later in pairwise(kept))
    assert weeks(app) == [(MONDAY + number * WEEK).date() for number in range(2, 8)]


def test_a_key_is_destroyed_where_nobody_writes_any_more(app: Flask) -> None:
    over, valid = (datetime.now(UTC).date() - timedelta(days=days) for days in (50, 35))
    with app.app_context():
        with transaction():
            db.session.add_all(NetworkKey(week=week, key=b"a key") for week in (over, valid))
        work.clean()

    assert weeks(app) == [valid]
