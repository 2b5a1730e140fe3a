"""Connections that PostgreSQL has ended are found out, or fail honestly and are replaced."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from comments_service import create_app
from comments_service.storage import engines
from tests import databases
from tests.api import Api
from tests.conftest import settings_for

pytestmark = pytest.mark.slow

END = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture
def url(postgresql_databases: databases.Postgresql) -> Iterator[str]:
    with postgresql_databases.fresh() as found:
        yield found


@pytest.fixture
def app(url: str, tmp_path: Path) -> Iterator[Flask]:
    made = create_app(settings_for(url, tmp_path))
    yield made
    databases.let_go(made)


def end_all(url: str) -> None:
    """End every other connection to this database, as a restart does."""
    engine = create_engine(url)
    with engine.connect() as connection:
        connection.execute(END)
    engine.dispose()


def test_a_connection_that_lay_idle_is_looked_at_first(
    app: Flask, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "TRUSTED_SECONDS", 0)
    thread = Api(app).site()
    thread.write("before")

    end_all(url)

    assert thread.send("after").status_code == 201


def test_one_that_was_just_of_use_fails_honestly_and_soon_no_more(
    app: Flask, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "TRUSTED_SECONDS", 3_600)
    thread = Api(app).site()
    thread.write("before")

    end_all(url)

    refused = thread.send("after")
    assert refused.status_code == 503
    assert refused.headers["Retry-After"]
    # One of those that read and one of those that write: each pool is opened anew as a whole.
    answers = [thread.send("again").status_code for _ in range(4)]
    assert answers[1:] == [201, 201, 201]
    assert thread.count() == 1 + answers.count(201)
