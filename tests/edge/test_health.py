"""What operators ask: alive, ready, how much."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from comments_service.edge import limits
from comments_service.storage import probe
from comments_service.storage.db import db, transaction
from tests.queries import queries

TOKEN = "an invented operator token"
ABROAD = {"REMOTE_ADDR": "198.51.100.1"}
HEALTH = ("/healthz", "/readyz", "/metrics")


@pytest.fixture
def settings(settings: dict[str, str]) -> dict[str, str]:
    return {**settings, "COMMENTS_OPERATOR_TOKEN": TOKEN}


@pytest.fixture
def migrated(app: Flask) -> Flask:
    stamp(app, probe.newest_revision() or "")
    return app


def stamp(app: Flask, revision: str) -> None:
    with app.app_context(), transaction():
        db.session.execute(text("CREATE TABLE IF NOT EXISTS alembic_version (version_num TEXT)"))
        db.session.execute(text("DELETE FROM alembic_version"))
        db.session.execute(text("INSERT INTO alembic_version VALUES (:v)"), {"v": revision})


@contextmanager
def without_counters(app: Flask) -> Iterator[None]:
    path = limits_of(app).store.shared.file.path  # type: ignore[attr-defined]  # the SQLite store
    path.unlink(missing_ok=True)
    path.mkdir()
    yield
    path.rmdir()


def limits_of(app: Flask) -> limits.Limits:
    found: limits.Limits = app.extensions["comments_limits"]
    return found


def test_a_process_that_lives_says_so_and_asks_nobody(client: FlaskClient) -> None:
    with queries() as sent:
        answer = client.get("/healthz")

    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})
    assert sent == []


@pytest.mark.parametrize("path", HEALTH)
def test_the_state_of_a_moment_is_never_kept(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_a_service_that_can_serve_is_ready(migrated: Flask) -> None:
    answer = migrated.test_client().get("/readyz")

    assert answer.status_code == 200
    told = answer.get_json()
    assert (told["status"], told["database"], told["counters"]) == ("ok", "ok", "ok")
    assert told["sqlite"] == sqlite3.sqlite_version


@pytest.mark.parametrize("revision", ["", "0000", "9999_of_tomorrow"])
def test_a_database_of_another_release_is_not_ready(app: Flask, revision: str) -> None:
    stamp(app, revision)

    answer = app.test_client().get("/readyz")

    assert answer.status_code == 503
    assert answer.get_json()["database"] == "not migrated"


def test_a_database_that_does_not_answer_is_not_ready(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.extensions["comments_engines"]["read"].dispose()
    monkeypatch.setitem(app.extensions["comments_engines"], "read", nowhere())

    answer = app.test_client().get("/readyz")

    assert answer.status_code == 503
    assert answer.get_json()["status"] == "unavailable"
    assert answer.get_json()["database"] == "unavailable"


def nowhere() -> object:
    from sqlalchemy import create_engine  # noqa: PLC0415

    return create_engine("sqlite:////nowhere/at/all.db")


def test_t24_without_its_counters_the_service_is_ready_and_says_that_it_is_degraded(
    migrated: Flask,
) -> None:
    with without_counters(migrated):
        answer = migrated.test_client().get("/readyz", environ_base=ABROAD)

    assert (answer.status_code, answer.get_json()) == (200, {"status": "degraded"})


@pytest.mark.parametrize(
    ("headers", "peer", "shown"),
    [
        ({}, "127.0.0.1", True),
        ({}, "198.51.100.1", False),
        ({"X-Forwarded-For": "198.51.100.1"}, "127.0.0.1", False),
        ({"Authorization": f"Bearer {TOKEN}"}, "198.51.100.1", True),
        ({"Authorization": "Bearer another token"}, "198.51.100.1", False),
        ({"Authorization": f"Basic {TOKEN}"}, "198.51.100.1", False),
        ({"Authorization": "Bearer \xfc\xff"}, "198.51.100.1", False),
    ],
)
def test_details_are_for_the_machine_itself_and_for_the_operator(
    migrated: Flask, headers: dict[str, str], peer: str, *, shown: bool
) -> None:
    client = migrated.test_client()

    ready = client.get("/readyz", headers=headers, environ_base={"REMOTE_ADDR": peer})
    measured = client.get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": peer})

    assert ("database" in ready.get_json()) is shown
    assert ("comments_answers_total" in measured.text) is shown
    assert "comments_up 1" in measured.text


def test_without_an_operator_token_nobody_has_it(
    settings: dict[str, str], request: pytest.FixtureRequest
) -> None:
    settings["COMMENTS_OPERATOR_TOKEN"] = ""
    client = request.getfixturevalue("app").test_client()

    answer = client.get("/readyz", headers={"Authorization": "Bearer "}, environ_base=ABROAD)

    assert set(answer.get_json()) == {"status"}


@pytest.mark.parametrize(
    ("version", "workers", "risky"),
    [((3, 51, 2), 2, True), ((3, 51, 3), 2, False), ((3, 40, 1), 1, False)],
)
def test_an_old_sqlite_under_several_workers_is_risky(
    monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int], workers: int, *, risky: bool
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)

    assert probe.sqlite_is_risky(workers) is risky


def test_an_old_sqlite_is_warned_of_where_it_is_used(
    migrated: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 2))

    warnings = migrated.test_client().get("/readyz").get_json()["warnings"]

    assert len(warnings) == migrated.extensions["comments_config"].embedded


def test_c104_a_proxy_that_nobody_told_us_of_is_warned_of(migrated: Flask) -> None:
    client = migrated.test_client()
    client.post("/api/v1/preview", json={"text": "x"}, headers={"X-Forwarded-For": "192.0.2.1"})

    (warning,) = [
        one for one in client.get("/readyz").get_json()["warnings"] if "prox" in one.lower()
    ]

    assert "COMMENTS_TRUSTED_PROXIES" in warning


def test_metrics_count_answers_charges_and_refusals(migrated: Flask) -> None:
    client = migrated.test_client()
    for _ in range(31):
        client.post("/api/v1/preview", json={"text": "x"})

    lines = client.get("/metrics").text.splitlines()

    assert 'comments_answers_total{status="2xx"} 30' in lines
    assert 'comments_answers_total{status="4xx"} 1' in lines
    assert 'comments_charged_total{limit="preview"} 30' in lines
    assert 'comments_limited_total{limit="preview"} 1' in lines
    assert "comments_limits_degraded 0" in lines
    assert lines.count("# TYPE comments_answers_total counter") == 1
    position = lines.index("# TYPE comments_answers_total counter")
    assert lines[position + 1].startswith("comments_answers_total{")
