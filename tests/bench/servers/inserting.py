"""A route that inserts one row and commits it, durably: the least that a post can cost (s7)."""

import os
import sqlite3
import threading
from pathlib import Path

from flask import Flask, Response, jsonify, request  # noqa: TID251  # is nothing but an edge

from comments_service.storage.turnstile import Turnstile

home = Path(os.environ["COMMENTS_HOME"])
turnstile = Turnstile(home / "write.lock")
app = Flask(__name__)


class Mine(threading.local):
    """One connection for each thread."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(home / "inserting.db", isolation_level=None)
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.execute("PRAGMA synchronous=FULL")
        self.connection.execute(
            "CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT)"
        )


mine = Mine()


@app.post("/")
def insert() -> tuple[Response, int]:
    words = request.get_json()["text"]
    connection = mine.connection
    with turnstile.passed():
        connection.execute("BEGIN IMMEDIATE")
        row = connection.execute("INSERT INTO row (text) VALUES (?)", (words,)).lastrowid
        connection.execute("COMMIT")
    return jsonify(id=row), 201
