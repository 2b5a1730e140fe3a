"""A single statement by itself, and what it leaves behind."""

import pytest
from flask import Flask
from sqlalchemy import create_engine

from comments_service.actions import administering
from comments_service.domain.errors import Unavailable
from comments_service.storage import db, sites, versions
from comments_service.storage.versions import ByComment, ByKey
from tests.api import Api
from tests.queries import queries


def test_a_state_is_looked_up_in_one_statement(app: Flask) -> None:
    thread = Api(app).site()
    thread.write()

    with app.app_context(), queries() as sent:
        before = versions.look(ByKey(thread.site, thread.article))
    thread.write()
    with app.app_context():
        after = versions.look(ByKey(thread.site, thread.article))

    assert len(sent) == 1
    assert before is not None
    assert after == before._replace(article_version=before.article_version + 1)


def test_what_is_not_there_has_no_state(app: Flask) -> None:
    thread = Api(app).site()
    thread.write()

    with app.app_context():
        assert versions.look(ByKey(thread.site, "another")) is None
        assert versions.look(ByKey("nowhere", thread.article)) is None
        assert versions.look(ByComment(10**9)) is None


def test_a_comments_thread_has_one_state_however_it_is_looked_up(app: Flask) -> None:
    thread = Api(app).site()
    comment = thread.write()

    with app.app_context():
        by_key = versions.look(ByKey(thread.site, thread.article))
        by_comment = versions.look(ByComment(comment["id"]))

    assert by_key == by_comment is not None


def test_a_snapshot_after_a_glance_is_still_one(app: Flask) -> None:
    thread = Api(app).site()
    thread.write()
    with app.app_context():
        versions.look(ByKey(thread.site, thread.article))

    with app.app_context(), db.snapshot():
        before = sites.by_slug(thread.site).version
        db.db.session.expunge_all()
        with app.app_context():
            administering.set_site(thread.site, name="Renamed", origins=None, rules={})
        after = sites.by_slug(thread.site).version

    assert after == before


def test_a_database_that_is_away_is_said_in_our_words(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = "sqlite:////nowhere/at/all.db"
    monkeypatch.setitem(app.extensions["comments_engines"], "glance", create_engine(away))

    with app.app_context(), pytest.raises(Unavailable):
        versions.look(ByKey("daily", "a"))
