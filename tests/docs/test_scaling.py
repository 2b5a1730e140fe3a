"""The steps of docs/scaling.md name what there is, and its partitions carry the service."""

import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy import Engine, text

from comments_service import config, create_app
from comments_service.config.settings import SETTINGS
from comments_service.storage.db import snapshot
from tests import databases
from tests.api import Api, Thread, ids, together, told
from tests.conftest import settings_for
from tests.docs.examples import ROOT
from tests.invariants import broken

DOCUMENT = (ROOT / "docs/scaling.md").read_text()
EDGE = (ROOT / "comments_service/edge").rglob("*.py")


def test_every_setting_that_is_named_is_one() -> None:
    known = {setting.name for setting in SETTINGS}
    assert set(re.findall(r"\bCOMMENTS_[A-Z_]+", DOCUMENT)) <= known


def test_every_figure_that_is_watched_is_counted() -> None:
    counted = "".join(path.read_text() for path in EDGE)
    watched = set(re.findall(r"`(comments_[a-z_]+)`", DOCUMENT))
    assert watched
    assert [name for name in watched if f'"{name}"' not in counted] == []


def test_every_command_is_there(app: Flask) -> None:
    known = app.cli.commands["comments"].commands  # type: ignore[attr-defined]  # a group
    assert set(re.findall(r"--app wsgi comments (\w+)", DOCUMENT)) <= set(known)


def test_every_file_is_there() -> None:
    for link in re.findall(r"\]\(\.\./([^)]+)\)|`(tests/[^`]+)`", DOCUMENT):
        assert (ROOT / "".join(link)).exists()


def test_connections_are_as_the_pools_are_made(tmp_path: Path) -> None:
    threads = config.load({"COMMENTS_HOME": str(tmp_path)}).threads
    assert f"and {2 * (threads + 2) + 1} on the" in DOCUMENT.replace("\n", " ")


@pytest.fixture
def divided(
    postgresql_databases: databases.Postgresql, tmp_path: Path
) -> Iterator[tuple[Thread, Thread]]:
    """A thread that was written before the comments were divided, and one that begins after it."""
    with postgresql_databases.fresh() as url:
        app = create_app(settings_for(url, tmp_path))
        before = Api(app).site()
        root = before.write("Before")
        before.reply(root, "A reply")
        before.guest("Voted on")
        divide(app)
        yield before, before.of("another")
        databases.let_go(app)


def divide(app: Flask) -> None:
    (script,) = re.findall(r"^```sql\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)
    engine: Engine = app.extensions["comments_engines"]["write"]
    # As psql would run it: statement by statement, with its own BEGIN and COMMIT.
    url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(script)
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT count(*) FROM pg_inherits WHERE inhparent = 'comment'::regclass")
        )
        assert found.scalar() == 32


@pytest.mark.slow
def test_what_was_there_is_still_there(divided: tuple[Thread, Thread]) -> None:
    before, _ = divided
    page = before.page()

    assert [one["html"] for one in page["comments"]] == ["<p>Voted on</p>", "<p>Before</p>"]
    assert page["comments"][1]["reply_count"] == 1
    assert page["count"] == 3


@pytest.mark.slow
def test_life_goes_on(divided: tuple[Thread, Thread]) -> None:
    for thread in divided:
        count = thread.count()
        root = thread.write("A root")
        reply = thread.reply(root, "A reply")
        mine = thread.guest("To be deleted")
        path = f"/comments/{mine.id}"
        vote = f"/comments/{root['id']}/vote"
        told(thread.api.ask("PUT", vote, token=mine.token, json={"value": 1}), 200)
        body = {"text": "Changed", "version": 1}
        told(thread.api.ask("PATCH", path, token=mine.token, json=body), 200)
        told(thread.api.ask("DELETE", path, token=mine.token), 204)

        assert thread.count() == count + 2
        assert ids(thread.branch(root)["comments"]) == [reply["id"]]
        walked = together(thread.pages(limit=1, sort="top"))
        assert walked[0]["id"] == root["id"]
        assert thread.api.ask("GET", f"/comments/{reply['id']}").status_code == 200
        with thread.api.app.app_context(), snapshot():
            assert broken(thread.site) == []
