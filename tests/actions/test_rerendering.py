"""Rendering again what an older text policy made."""

import pytest
from flask import Flask
from sqlalchemy import select

from comments_service.actions import rerendering
from comments_service.actions.rerendering import Progress
from comments_service.domain.text import POLICY
from comments_service.storage import comments
from comments_service.storage.comments import Text
from comments_service.storage.db import db, snapshot
from comments_service.storage.models import Comment
from tests.api import Api, Thread

OLD_HTML = "<p>as it was rendered once <img src=x onerror=alert(1)></p>"


@pytest.fixture
def thread(app: Flask) -> Thread:
    """A thread in a database of its own: the command goes through all of it."""
    return Api(app).site()


def written(thread: Thread, text: str = "*Hello*", *, html: str = OLD_HTML) -> int:
    """Post a comment and make it look as if an older release had rendered it."""
    comment_id: int = thread.write(text)["id"]
    with thread.api.writing():
        comment = comments.existing(comment_id)
        comment.html, comment.text_policy = html, POLICY - 1
    return comment_id


def rerender(thread: Thread) -> list[Progress]:
    with thread.api.app.app_context():
        return list(rerendering.rerender())


def policies(thread: Thread) -> set[int]:
    with thread.api.app.app_context(), snapshot():
        return set(db.session.scalars(select(Comment.text_policy)))


def test_c034_old_html_is_made_anew_from_the_text(thread: Thread) -> None:
    written(thread)
    before = thread.page()

    assert rerender(thread) == [Progress(done=1, changed=1)]

    after = thread.page()
    [comment] = after["comments"]
    assert comment == {**before["comments"][0], "html": "<p><em>Hello</em></p>"}
    assert after["version"] > before["version"]
    assert policies(thread) == {POLICY}


def test_what_looks_the_same_is_not_sent_again(thread: Thread) -> None:
    written(thread, html="<p><em>Hello</em></p>")
    before = thread.page()

    assert rerender(thread) == [Progress(done=1, changed=0)]

    assert thread.page() == before
    assert policies(thread) == {POLICY}


def test_what_nobody_sees_is_made_anew_without_a_sign(thread: Thread) -> None:
    comment_id = written(thread)
    thread.move({"id": comment_id}, "held")
    before = thread.page()

    assert rerender(thread) == [Progress(done=1, changed=1)]

    assert thread.page() == before


def test_all_are_found_chunk_by_chunk(thread: Thread, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rerendering, "CHUNK", 2)
    for number in range(5):
        written(thread.of(f"article {number % 2}"))

    told = rerender(thread)

    assert told == [Progress(2, 2), Progress(4, 4), Progress(5, 5)]
    assert rerender(thread) == []


def test_it_goes_on_where_it_was_stopped(thread: Thread, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rerendering, "CHUNK", 1)
    written(thread)
    written(thread)
    with thread.api.app.app_context():
        next(rerendering.rerender())

    assert rerender(thread) == [Progress(1, 1)]


def test_an_edit_in_the_meantime_wins(thread: Thread) -> None:
    comment_id = written(thread)

    with thread.api.app.app_context():
        assert rerendering.keep([(Text(comment_id, "before the edit"), "<p>stale</p>")]) == 0
        assert rerendering.keep([(Text(comment_id + 1, "of no comment"), "<p>lost</p>")]) == 0

    assert thread.page()["comments"][0]["html"] == OLD_HTML


def test_a_text_that_would_be_refused_today_is_kept(thread: Thread) -> None:
    comment_id = written(thread)
    with thread.api.writing():
        comments.existing(comment_id).text = "\u200b"

    assert rerender(thread) == [Progress(1, 1)]

    assert thread.page()["comments"][0]["html"] == "<p>\u200b</p>"


def test_the_command_tells_how_far_it_is(thread: Thread) -> None:
    written(thread)
    run = thread.api.app.test_cli_runner().invoke

    assert run(args=["comments", "rerender"]).output == "1 rendered again, 1 changed\n"
    assert run(args=["comments", "rerender"]).output == (
        "every comment is rendered by the newest policy\n"
    )
