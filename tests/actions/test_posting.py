"""Posting again when the database has broken the transaction off."""

from collections.abc import Callable

from flask import Flask
from psycopg.errors import DeadlockDetected
from sqlalchemy.exc import OperationalError

from comments_service.actions import posting
from comments_service.actions.acting import Guest
from comments_service.actions.posting import Draft
from comments_service.storage import authors
from comments_service.storage.db import snapshot
from tests.api import Api


def broken_off_once() -> Callable[[str], None]:
    """Charge nothing, and fail the first time as PostgreSQL does when two wait for each other."""
    times: list[str] = []

    def charge(limit: str) -> None:
        times.append(limit)
        if len(times) == 1:
            raise OperationalError("", {}, DeadlockDetected())

    return charge


def test_a_post_that_is_broken_off_is_made_whole_the_second_time(app: Flask) -> None:
    thread = Api(app).site()
    first = thread.send()
    guest = first.get_json()["comment"]["author"]["id"]
    with app.app_context():
        with snapshot():
            author = authors.known(thread.site_id, guest, 1)
        draft = Draft(
            site_id=thread.site_id,
            article=thread.article,
            text="Again",
            poster=Guest(author, "Ada"),
            parent_id=first.get_json()["comment"]["id"],
        )

        posted = posting.post(draft, depth=8, charge=broken_off_once())

        with snapshot():
            assert authors.known(thread.site_id, guest, 1).name == "Ada"
        assert (posted.author.name, posted.comment.author_name) == ("Ada", "Ada")
    assert thread.count() == 2
