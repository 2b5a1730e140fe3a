"""A database for each test, as a copy of one that holds the tables and nothing else."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol
from uuid import uuid4

from flask import Flask
from sqlalchemy import create_engine

# The models put their tables into the metadata when they are imported.
from comments_service.storage import models  # noqa: F401
from comments_service.storage.db import db
from tests.services import postgresql


class Databases(Protocol):
    def fresh(self) -> AbstractContextManager[str]:
        """Make a database with empty tables, answer its URL, and remove it in the end."""


class Sqlite:
    def __init__(self, folder: Path) -> None:
        self.template = folder / "tables.db"
        make_tables(f"sqlite:///{self.template}")

    @contextmanager
    def fresh(self) -> Iterator[str]:
        with TemporaryDirectory(prefix="sqlite-") as folder:
            yield f"sqlite:///{shutil.copy(self.template, folder)}"


class Postgresql:
    def __init__(self, server: postgresql.Server) -> None:
        self.server = server
        make_tables(server.create("tables"))

    @contextmanager
    def fresh(self) -> Iterator[str]:
        name = f"test_{uuid4().hex}"
        try:
            yield self.server.create(name, template="tables")
        finally:
            self.server.drop(name)


def make_tables(url: str) -> None:
    engine = create_engine(url)
    db.metadata.create_all(engine)
    engine.dispose()


def let_go(app: Flask) -> None:
    """Close every connection that an application of a test still holds."""
    watch = app.extensions["comments_replica"]
    if watch is not None:
        watch.stop()
    for engine in app.extensions["comments_engines"].values():
        engine.dispose()
