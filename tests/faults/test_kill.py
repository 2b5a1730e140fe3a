"""Acknowledged means kept, exactly once, also when the power goes (t02)."""

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import text

from comments_service.actions import administering
from tests.services import api, ports, waiting
from tests.services.gunicorn import service

pytestmark = pytest.mark.faults

CLIENTS = 8
KILLS = 5
ACKNOWLEDGED_BETWEEN_KILLS = 40
ARTICLE = {"site": "daily", "article": "storm"}


@dataclass
class Client:
    """Posts one comment after the other, each until it is acknowledged."""

    port: int
    stop: threading.Event
    token: str | None = None
    acknowledged: dict[str, int] = field(default_factory=dict)
    wrong: list[int] = field(default_factory=list)

    def run(self) -> None:
        while not self.stop.is_set():
            key = str(uuid4())
            while not self.stop.is_set() and not self.post(key):
                pass

    def post(self, key: str) -> bool:
        headers = {"Idempotency-Key": key}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        body = {**ARTICLE, "text": f"comment {key}"}
        try:
            answer = api.call(self.port, "POST", "/comments", body, headers=headers)
        except api.Unanswered:
            self.stop.wait(0.02)
            return False
        if answer.status != 201:
            self.wrong.append(answer.status)
            return True
        self.token = answer.json.get("token", self.token)
        self.acknowledged[key] = answer.json["comment"]["id"]
        return True


def test_t02_what_was_acknowledged_before_a_kill_is_there_once(
    app: Flask, settings: dict[str, str], tmp_path: Path
) -> None:
    with app.app_context():
        administering.create_site("daily", "The Daily", [], {})
    settings["COMMENTS_POSTING_LIMIT"] = "1000000 per minute"
    port, stop = ports.free(), threading.Event()
    clients = [Client(port, stop) for _ in range(CLIENTS)]
    threads = [threading.Thread(target=client.run) for client in clients]

    for round_ in range(KILLS):
        with service(settings, tmp_path / f"{round_}.log", port=port) as running:
            if round_ == 0:
                for thread in threads:
                    thread.start()
            wait_for_posts(clients, acknowledged(clients) + ACKNOWLEDGED_BETWEEN_KILLS)
            running.kill()
    with service(settings, tmp_path / "last.log", port=port):
        stop.set()
        for thread in threads:
            thread.join()
        count = api.call(port, "GET", "/counts", query=ARTICLE).json["counts"]["storm"]

    rows = stored(app)
    assert [client.wrong for client in clients] == [[]] * CLIENTS
    assert acknowledged(clients) >= KILLS * ACKNOWLEDGED_BETWEEN_KILLS
    for client in clients:
        for key, comment_id in client.acknowledged.items():
            assert rows[f"comment {key}"] == [comment_id]
    assert Counter(len(ids) for ids in rows.values()) == {1: len(rows)}
    assert count == len(rows)
    assert_sound(app)


def wait_for_posts(clients: list[Client], wanted: int) -> None:
    waiting.until(lambda: acknowledged(clients) >= wanted, "posts are acknowledged")


def acknowledged(clients: list[Client]) -> int:
    return sum(len(client.acknowledged) for client in clients)


def stored(app: Flask) -> Mapping[str, list[int]]:
    rows: dict[str, list[int]] = {}
    with app.extensions["comments_engines"]["read"].connect() as connection:
        for comment_id, words in connection.execute(text("SELECT id, text FROM comment")):
            rows.setdefault(words, []).append(comment_id)
    return rows


def assert_sound(app: Flask) -> None:
    """SQLite finds nothing wrong with its file, and every counter equals its rows."""
    with app.extensions["comments_engines"]["read"].connect() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        counted = "SELECT comment_count, version FROM article"
        published = "SELECT count(*) FROM comment WHERE status = 'published'"
        count, _ = connection.execute(text(counted)).one()
        assert count == connection.execute(text(published)).scalar()
