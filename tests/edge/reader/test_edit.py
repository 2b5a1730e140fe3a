"""GET /comments/{id}/text, PATCH and DELETE /comments/{id}."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from comments_service.actions import clock
from comments_service.storage.db import db, snapshot
from comments_service.storage.models import Event, Revision
from tests.api import Api, Thread, Written, refusal, told

SECOND = timedelta(seconds=1)


def edit(thread: Thread, written: Written, text: Any = "Changed", version: Any = 1) -> TestResponse:
    body = {"text": text, "version": version}
    return thread.api.ask("PATCH", f"/comments/{written.id}", json=body, token=written.token)


def delete(thread: Thread, written: Written) -> TestResponse:
    return thread.api.ask("DELETE", f"/comments/{written.id}", token=written.token)


def text_of(thread: Thread, comment_id: int, token: str | None) -> TestResponse:
    return thread.api.ask("GET", f"/comments/{comment_id}/text", token=token)


def after(monkeypatch: pytest.MonkeyPatch, moment: str, *, by: timedelta) -> None:
    later = datetime.fromisoformat(moment) + by
    monkeypatch.setattr(clock, "now", lambda: later)


def test_an_author_changes_their_text(thread: Thread) -> None:
    written = thread.guest("One")

    answer = told(edit(thread, written, "*Two*"), 200)

    assert list(answer) == ["comment"]
    changed = answer["comment"]
    assert changed["edited_at"] >= written.comment["created_at"]
    assert changed == {
        **written.comment,
        "html": "<p><em>Two</em></p>",
        "version": 2,
        "edited_at": changed["edited_at"],
    }
    assert thread.page()["comments"] == [changed]


def test_what_was_there_before_is_kept_as_a_revision(thread: Thread) -> None:
    written = thread.guest("One")
    edit(thread, written, "Two")
    edit(thread, written, "Three", 2)

    with thread.api.app.app_context(), snapshot():
        asked = select(Revision).where(Revision.comment_id == written.id).order_by(Revision.id)
        kept = db.session.scalars(asked).all()

    assert [(one.version, one.text) for one in kept] == [(1, "One"), (2, "Two")]
    assert {one.editor_id for one in kept} == {written.comment["author"]["id"]}


def test_an_edit_that_changes_nothing_is_none(thread: Thread) -> None:
    written = thread.guest("Same")
    before = thread.page()

    assert told(edit(thread, written, "Same"), 200)["comment"] == written.comment
    assert thread.page() == before


@pytest.mark.parametrize("version", [2, 99])
def test_a_version_that_is_not_the_newest_is_refused(thread: Thread, version: int) -> None:
    written = thread.guest("One")

    assert refusal(edit(thread, written, version=version), 409) == ("version_stale", ["version"])
    assert thread.page()["comments"] == [written.comment]


def test_of_two_edits_of_one_version_the_second_is_refused(thread: Thread) -> None:
    written = thread.guest("One")
    told(edit(thread, written, "Two"), 200)

    assert refusal(edit(thread, written, "Three"), 409) == ("version_stale", ["version"])


def test_an_edit_is_judged_like_a_new_text(thread: Thread) -> None:
    written = thread.guest("Harmless")
    thread.rules(moderation="pre")

    changed = told(edit(thread, written, "Not so"), 200)["comment"]

    assert (changed["status"], changed["html"]) == ("held", "<p>Not so</p>")
    assert thread.count() == 0


@pytest.mark.parametrize("status", ["held", "rejected", "spam"])
def test_what_a_moderator_has_put_away_stays_away_when_edited(thread: Thread, status: str) -> None:
    written = thread.guest("One")
    thread.move(written.comment, status)

    assert told(edit(thread, written), 200)["comment"]["status"] == status
    assert thread.count() == 0


def test_nobody_edits_or_deletes_what_is_somebody_elses(thread: Thread) -> None:
    written, other = thread.guest("One"), thread.guest("Two")
    theirs = Written(written.comment, other.token)

    assert refusal(edit(thread, theirs), 403) == ("not_yours", [])
    assert refusal(delete(thread, theirs), 403) == ("not_yours", [])
    assert refusal(text_of(thread, written.id, other.token), 403) == ("not_yours", [])


def test_what_others_may_not_see_is_as_if_absent(thread: Thread) -> None:
    written, other = thread.guest("One"), thread.guest("Two")
    thread.move(written.comment, "held")
    theirs = Written(written.comment, other.token)

    assert refusal(edit(thread, theirs), 404) == ("comment_unknown", [])
    assert refusal(delete(thread, theirs), 404) == ("comment_unknown", [])
    assert refusal(text_of(thread, written.id, other.token), 404) == ("comment_unknown", [])


def test_a_credential_is_needed(thread: Thread) -> None:
    written = thread.guest()
    path = f"/comments/{written.id}"

    without = [
        thread.api.ask("PATCH", path, json={"text": "x", "version": 1}),
        thread.api.ask("DELETE", path),
        thread.api.ask("GET", f"{path}/text"),
    ]

    assert [refusal(each, 401) for each in without] == [("token_missing", [])] * 3
    assert thread.page()["comments"] == [written.comment]


def test_the_edit_window_closes(thread: Thread, monkeypatch: pytest.MonkeyPatch) -> None:
    written = thread.guest()
    window = timedelta(minutes=15)

    after(monkeypatch, written.comment["created_at"], by=window)
    told(edit(thread, written), 200)

    after(monkeypatch, written.comment["created_at"], by=window + SECOND)
    assert refusal(edit(thread, written, "Late", 2), 403) == ("edit_closed", [])
    assert refusal(delete(thread, written), 403) == ("edit_closed", [])


def test_a_deleted_comment_is_gone(thread: Thread) -> None:
    written = thread.guest()

    answer = delete(thread, written)

    assert (answer.status_code, answer.data) == (204, b"")
    assert thread.page()["comments"] == []
    assert thread.count() == 0
    assert refusal(edit(thread, written), 410) == ("comment_gone", [])
    assert refusal(text_of(thread, written.id, written.token), 410) == ("comment_gone", [])


def test_deleting_again_changes_nothing(thread: Thread) -> None:
    written = thread.guest()
    delete(thread, written)
    before = thread.page()

    assert delete(thread, written).status_code == 204
    assert thread.page() == before


def test_a_held_comment_can_be_deleted_by_its_author(api: Api) -> None:
    thread = api.site(moderation="pre")
    written = thread.guest()

    assert delete(thread, written).status_code == 204
    assert thread.me(written.token)["mine"] == []


def test_an_author_reads_the_text_as_it_was_typed(thread: Thread) -> None:
    typed = "  *One*\r\n\u202e<b>&lt;  "
    written = thread.guest(typed)

    answer = text_of(thread, written.id, written.token)

    found = told(answer, 200)
    assert list(found) == ["text", "version", "editable_until"]
    assert (found["text"], found["version"]) == (typed, 1)
    until = datetime.fromisoformat(found["editable_until"])
    created = datetime.fromisoformat(written.comment["created_at"])
    assert until - created == timedelta(minutes=15)
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_every_change_is_told_to_the_outside_once(thread: Thread) -> None:
    written = thread.guest()
    edit(thread, written)
    edit(thread, written, "Changed", 2)
    delete(thread, written)
    delete(thread, written)

    with thread.api.app.app_context(), snapshot():
        asked = select(Event.kind).where(Event.object_id == written.id).order_by(Event.id)
        told_of = list(db.session.scalars(asked))

    assert told_of == ["comment.published", "comment.edited", "comment.deleted"]
