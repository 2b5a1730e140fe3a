"""Somewhere to post to: the real service on a database of its own, with a site and a key."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from comments_service import create_app
from tests.databases import let_go
from tests.services import gunicorn, postgresql

SLUG = "corpus"
SECRET = "a secret for loading the corpus"


@dataclass(frozen=True)
class Place:
    base: str
    site: str
    key: str


@contextmanager
def started(database: str) -> Iterator[Place]:
    """Serve the database that the settings name; without any, one that is gone afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="corpus-")))
        settings = {"COMMENTS_HOME": str(folder / "home"), **given()}
        if database == "postgresql":
            server = stack.enter_context(postgresql.server())
            settings |= {"COMMENTS_DATABASE_URL": server.create("corpus")}
        if "COMMENTS_DATABASE_URL" in settings:
            settings.setdefault("COMMENTS_SECRET", SECRET)
        key = prepare(settings)
        service = stack.enter_context(gunicorn.service(settings, folder / "log"))
        yield Place(service.url, SLUG, key)


def given() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("COMMENTS_")}


def prepare(settings: Mapping[str, str]) -> str:
    """Bring the database up to date, and answer a key to it."""
    app = create_app(settings)
    app.test_cli_runner().invoke(args=["comments", "migrate"], catch_exceptions=False)
    key = welcome(app)
    let_go(app)
    return key


def welcome(app: Flask) -> str:
    """Make the site, if it is not there from an earlier run, and answer a new key to it."""
    run = app.test_cli_runner()
    run.invoke(args=["comments", "sites", "create", SLUG, "--name", "Corpus"])
    made = run.invoke(
        args=["comments", "keys", "create", "--site", SLUG, "--scopes", "read,post"],
        catch_exceptions=False,
    )
    return made.output.splitlines()[-1]
