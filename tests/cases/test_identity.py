from datetime import timedelta

import pytest
from sqlalchemy import select

from comments_service.actions import administering, clock
from comments_service.storage.db import db, snapshot
from comments_service.storage.models import Comment, Revision
from tests.api import ORIGIN, Api, Thread, refusal, told


def test_c063_nobody_becomes_a_moderator_by_typing(api: Api) -> None:
    thread = api.site(moderation="pre")

    refused = thread.send("hello", author={"name": "Someone", "email": "admin@example.org"})
    held = told(thread.send("hello", author={"name": "Someone"}), 202)["comment"]

    assert refusal(refused, 400) == ("invalid", ["author.email"])
    assert (held["status"], held["author"]["kind"], held["author"]["badge"]) == (
        "held",
        "guest",
        None,
    )


@pytest.mark.parametrize(
    "name", ["Admin", "admin ", "ADMIN", "Adm\u0131n", "\u0410dmin", "Admin\u200b"]
)
def test_c065_a_guest_is_not_called_like_staff(thread: Thread, name: str) -> None:
    refused = thread.send("x y z", author={"name": name})

    assert refusal(refused, 400) == ("name_reserved", ["author.name"])


def test_c069_reading_does_not_depend_on_a_token(
    thread: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = thread.guest().token
    later = clock.now() + timedelta(days=401)
    monkeypatch.setattr(clock, "now", lambda: later)

    page = thread.api.ask("GET", "/comments", query_string=thread.place, token=token)

    assert told(page, 200)["count"] == 1
    assert refusal(thread.send(token=token), 401) == ("token_expired", [])


def test_c071_a_moderator_who_edits_does_not_become_the_author(thread: Thread) -> None:
    written = thread.guest("Too much", author={"name": "Ada"})
    with thread.api.app.app_context():
        key = administering.create_key(thread.site, "Desk", ["moderate"])

    path, body = f"/moderation/comments/{written.id}", {"text": "Less", "version": 1}
    told(thread.api.ask("PATCH", path, json=body, token=key), 200)

    (shown,) = thread.page()["comments"]
    assert (shown["author"], shown["html"]) == (written.comment["author"], "<p>Less</p>")
    with thread.api.app.app_context(), snapshot():
        asked = select(Revision.editor_id).where(Revision.comment_id == written.id)
        editors = db.session.scalars(asked).all()
    assert len(editors) == 1
    assert editors != [shown["author"]["id"]]


def test_c072_a_token_in_a_header_needs_no_cookie(thread: Thread) -> None:
    written = thread.guest(headers={"Origin": ORIGIN})
    body = {"text": "Changed", "version": 1}

    path = f"/comments/{written.id}"
    edited = thread.api.ask(
        "PATCH", path, json=body, token=written.token, headers={"Origin": ORIGIN}
    )

    assert "Set-Cookie" not in edited.headers
    assert told(edited, 200)["comment"]["html"] == "<p>Changed</p>"
    other = thread.guest().token
    assert refusal(thread.api.ask("PATCH", path, json=body, token=other), 403)[0] == "not_yours"


def test_c073_no_answer_holds_an_address_or_a_program_of_the_reader(thread: Thread) -> None:
    canary = {"User-Agent": "canary-agent/7"}
    written = thread.guest(headers=canary, network="198.51.100.77")

    for path in (
        *(f"/{name}?site={thread.site}&article=an-article" for name in ("comments", "head")),
        *(f"/comments/{written.id}", f"/comments/{written.id}/replies", "/comments/0"),
    ):
        said = thread.api.ask("GET", path, headers=canary, network="198.51.100.77").text
        assert "canary" not in said
        assert "198.51.100" not in said


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["text", "version"]),
        ({"text": "", "version": 1}, ["text"]),
        ({"text": "  ", "version": 1}, ["text"]),
        ({"text": "ok", "version": 1, "website": "name@example.com"}, ["website"]),
        ({"text": "x" * 10_001, "version": 1}, ["text"]),
    ],
)
def test_c075_an_edit_is_checked_like_a_post(
    thread: Thread, body: dict[str, object], fields: list[str]
) -> None:
    written = thread.guest("Untouched")

    path = f"/comments/{written.id}"
    refused = thread.api.ask("PATCH", path, json=body, token=written.token)
    huge = thread.api.ask("PATCH", path, json={"text": "x" * 2**20}, token=written.token)

    assert refusal(refused, 400)[1] == fields
    assert refusal(huge, 413) == ("body_too_large", [])
    with thread.api.app.app_context(), snapshot():
        texts = db.session.scalars(select(Comment.text).where(Comment.id == written.id)).all()
    assert texts == ["Untouched"]
