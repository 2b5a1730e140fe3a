"""Readers without a credential are answered by a streaming replica, and miss nothing by it."""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, text
from werkzeug.test import TestResponse

from comments_service import create_app
from comments_service.storage import probe
from comments_service.storage.db import db, transaction
from comments_service.storage.replicas import MOST_BEHIND, Watch
from tests import databases
from tests.api import Api, Thread, told
from tests.conftest import settings_for
from tests.edge.widget.conftest import Outline
from tests.loud import Loud
from tests.services import postgresql, waiting

pytestmark = pytest.mark.slow

NOWHERE = {"site": "nowhere", "article": "a"}


@dataclass(frozen=True)
class Pair:
    primary: postgresql.Server
    replica: postgresql.Server

    def replay(self, *, paused: bool) -> None:
        """Let the replica fall behind, or catch up."""
        engine = create_engine(self.replica.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            named = "pause" if paused else "resume"
            connection.execute(text(f"SELECT pg_wal_replay_{named}()"))
            state = text("SELECT pg_get_wal_replay_pause_state()")
            # What is on its way when a pause is asked for is still replayed.
            known = "paused" if paused else "not paused"
            waiting.until(lambda: connection.scalar(state) == known, f"the replay is {known}")
        engine.dispose()


@contextmanager
def started(loud: Loud) -> Iterator[Pair]:
    with (
        loud.started("PostgreSQL", postgresql.server()) as primary,
        postgresql.replica(primary) as replica,
    ):
        databases.make_tables(primary.create("comments"))
        yield Pair(primary, replica)


@pytest.fixture(scope="module")
def pair(loud: Loud) -> Iterator[Pair]:
    with started(loud) as both:
        yield both


@pytest.fixture
def app(pair: Pair, tmp_path: Path) -> Iterator[Flask]:
    with served(pair, tmp_path) as made:
        yield made
    pair.replay(paused=False)


@contextmanager
def served(pair: Pair, tmp_path: Path) -> Iterator[Flask]:
    settings = settings_for(pair.primary.url("comments"), tmp_path)
    made = create_app(settings | {"COMMENTS_REPLICA_URL": pair.replica.url("comments")})
    waiting.until(lambda: watch_of(made).usable(), "the replica has everything")
    yield made
    databases.let_go(made)


@pytest.fixture
def thread(app: Flask) -> Thread:
    return Api(app).site()


def watch_of(app: Flask) -> Watch:
    found: Watch = app.extensions["comments_replica"]
    return found


@dataclass(frozen=True)
class Frozen:
    """A replica that is believed to have everything, and has only what was there before."""

    thread: Thread
    written: Any

    def ask(self, path: str, *, credential: str | None = None, **query: Any) -> TestResponse:
        headers = {"Authorization": credential} if credential else {}
        return self.thread.api.ask("GET", path, query_string=query, headers=headers)


@pytest.fixture
def frozen(pair: Pair, thread: Thread, monkeypatch: pytest.MonkeyPatch) -> Frozen:
    """Nothing is replayed any more, and everybody believes that it is."""
    written = thread.write("Before")
    waiting.until(lambda: on_replica(thread)["count"] == 1, "the replica has it")
    pair.replay(paused=True)
    monkeypatch.setattr(Watch, "usable", lambda _: True)
    return Frozen(thread, written)


def on_replica(thread: Thread) -> Any:
    watch = watch_of(thread.api.app)
    waiting.until(watch.usable, "the replica has everything")
    return thread.page()


def test_a_page_comes_from_the_replica_with_its_version(frozen: Frozen) -> None:
    frozen.thread.write("After")

    page = frozen.thread.page()

    assert (page["count"], [one["html"] for one in page["comments"]]) == (1, ["<p>Before</p>"])


@pytest.mark.parametrize("credential", ["Bearer cg1.wrong", "Basic x"])
def test_who_shows_a_credential_reads_the_primary(frozen: Frozen, credential: str) -> None:
    frozen.thread.write("After")
    frozen.thread.page()

    with_credential = frozen.ask("/comments", credential=credential, **frozen.thread.place)

    assert told(with_credential, 200)["count"] == 2


def test_the_author_sees_their_own_at_once(frozen: Frozen) -> None:
    written = frozen.thread.guest("Mine")

    assert [one["id"] for one in frozen.thread.me(written.token)["mine"]] == [written.id]


def test_a_comment_that_the_replica_does_not_have_yet_is_found(frozen: Frozen) -> None:
    new = frozen.thread.reply(frozen.written)

    single = frozen.ask(f"/comments/{new['id']}")
    branch = frozen.ask(f"/comments/{new['id']}/replies")
    permalink = frozen.ask(f"http://localhost/c/{new['id']}")
    in_place = frozen.ask("http://localhost/t", comment=new["id"], **frozen.thread.place)

    assert told(single, 200)["comment"] == new
    assert told(branch, 200)["comments"] == []
    assert f'id="c-{new["id"]}"' in permalink.text
    assert f'id="c-{new["id"]}"' in in_place.text


def test_a_site_that_the_replica_does_not_have_yet_is_found(frozen: Frozen) -> None:
    new = frozen.thread.api.site()

    assert new.page()["count"] == 0
    assert new.count() == 0


def test_what_nobody_knows_is_refused(frozen: Frozen) -> None:
    api = frozen.thread.api
    assert api.ask("GET", "/comments/999999").status_code == 404
    assert api.ask("GET", "/comments", query_string=NOWHERE).status_code == 404
    cursor = {**frozen.thread.place, "cursor": "AAAA"}
    assert api.ask("GET", "/comments", query_string=cursor).status_code == 400


def test_a_cursor_of_an_article_that_the_replica_does_not_have_yet_holds(frozen: Frozen) -> None:
    new = frozen.thread.of("a-new-article")
    first, second = new.write("One"), new.write("Two")
    token = {"Authorization": "Bearer anything"}
    page = new.api.ask("GET", "/comments", query_string={**new.place, "limit": 1}, headers=token)

    rest = new.page(cursor=told(page, 200)["next_cursor"])

    assert told(page, 200)["comments"][0]["id"] == second["id"]
    assert [one["id"] for one in rest["comments"]] == [first["id"]]


@pytest.mark.parametrize("place", ["/t", "/embed/v1/frame"])
def test_who_acts_by_a_form_sees_it_on_the_page_that_follows(frozen: Frozen, place: str) -> None:
    thread = frozen.thread
    form = Form(thread, place)

    written = form.follow(form.send("comments", text="By a form", form=form.token))
    number = int(re.findall(r'id="c-(\d+)"', written)[0])
    voted = form.send("act", act="vote", id=frozen.written["id"], value=1)

    assert "By a form" in written
    assert number == thread.me(form.code(written))["mine"][0]["id"]
    assert "By a form" in form.follow(voted)


@dataclass(frozen=True)
class Form:
    """A reader without a script, on a page of ours."""

    thread: Thread
    place: str

    @property
    def token(self) -> str:
        return Outline(self.page(write=1)).hidden("form")

    def page(self, **query: Any) -> str:
        asked = {**self.thread.place, **query}
        return self.thread.api.ask("GET", f"http://localhost{self.place}", query_string=asked).text

    def send(self, door: str, **fields: Any) -> TestResponse:
        data = {**self.thread.place, "back": self.place, **fields}
        url = f"http://localhost/embed/v1/{door}"
        return self.thread.api.ask("POST", url, data=data, headers={"Origin": "http://localhost"})

    def follow(self, answer: TestResponse) -> str:
        assert answer.status_code == 303, answer.text
        return self.thread.api.ask("GET", answer.headers["Location"]).text

    def code(self, page: str) -> str:
        return Outline(page).hidden("code")


def test_a_replica_that_falls_behind_is_read_no_longer(pair: Pair, thread: Thread) -> None:
    on_replica(thread)
    pair.replay(paused=True)

    thread.write("After")

    assert waiting.lasted(lambda: thread.page()["count"] == 0, "the replica is read") < MOST_BEHIND
    waiting.until(lambda: watch_of(thread.api.app).state == "behind", "that is told")
    assert ready(thread)["status"] == "degraded"


def test_it_is_read_again_when_it_has_caught_up(pair: Pair, thread: Thread) -> None:
    pair.replay(paused=True)
    thread.write("After")
    waiting.until(lambda: not watch_of(thread.api.app).usable(), "it is behind")

    pair.replay(paused=False)

    assert on_replica(thread)["count"] == 1
    waiting.until(lambda: ready(thread)["replica"] == "ok", "that is told")


def test_one_of_both_is_enough_to_read(loud: Loud, tmp_path: Path) -> None:
    with started(loud) as pair, served(pair, tmp_path) as app:
        thread = Api(app).site()
        thread.write("Before")
        assert on_replica(thread)["count"] == 1

        end(pair.replica)
        assert thread.page()["count"] == 1
        waiting.until(lambda: watch_of(app).state == "away", "it is known to be away")
        assert ready(thread)["status"] == "degraded"


def test_without_the_primary_readers_have_their_pages_and_nobody_writes(
    loud: Loud, tmp_path: Path
) -> None:
    with started(loud) as pair, served(pair, tmp_path) as app:
        thread = Api(app).site()
        thread.write("Before")
        assert on_replica(thread)["count"] == 1
        stamp(app)

        end(pair.primary)
        waiting.until(lambda: watch_of(app).state == "alone", "the primary is known to be away")

        assert thread.page()["count"] == 1
        assert thread.send().status_code == 503
        told_ready = thread.api.ask("GET", "http://localhost/readyz", network="127.0.0.1")
        assert (told_ready.status_code, told_ready.get_json()["status"]) == (200, "degraded")


def end(server: postgresql.Server) -> None:
    server.process.send_signal(signal.SIGQUIT)
    server.process.wait()


def ready(thread: Thread) -> Any:
    stamp(thread.api.app)
    return thread.api.ask("GET", "http://localhost/readyz", network="127.0.0.1").get_json()


def stamp(app: Flask) -> None:
    """Say that the database is as the migrations make it."""
    with app.app_context(), transaction():
        db.session.execute(text("CREATE TABLE IF NOT EXISTS alembic_version (version_num TEXT)"))
        db.session.execute(text("DELETE FROM alembic_version"))
        known = {"version": probe.newest_revision()}
        db.session.execute(text("INSERT INTO alembic_version VALUES (:version)"), known)
