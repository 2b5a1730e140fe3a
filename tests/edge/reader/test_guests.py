"""POST /guests and GET /me."""

from datetime import datetime, timedelta

import pytest

from comments_service.actions import clock
from comments_service.storage import authors
from tests.api import Api, Thread, ids, refusal, told


def test_a_guest_is_made(thread: Thread) -> None:
    answer = thread.api.ask("POST", "/guests", json={"site": thread.site, "name": "Ada"})

    made = told(answer, 201)
    assert list(made) == ["token", "author"]
    assert made["author"] == {
        "id": made["author"]["id"],
        "name": "Ada",
        "kind": "guest",
        "badge": None,
    }
    assert thread.write(token=made["token"])["author"] == made["author"]


def test_a_guest_needs_no_name(thread: Thread) -> None:
    made = told(thread.api.ask("POST", "/guests", json={"site": thread.site}), 201)

    assert made["author"]["name"] == "Guest"


@pytest.mark.parametrize("name", ["", "admin", "x" * 81, "\u202e"])
def test_a_name_that_cannot_be_had_is_refused(thread: Thread, name: str) -> None:
    answer = thread.api.ask("POST", "/guests", json={"site": thread.site, "name": name})

    assert refusal(answer, 400)[1] == ["name"]


def test_one_is_told_who_one_is_and_what_one_may(thread: Thread) -> None:
    written = thread.guest(author={"name": "Ada"})

    answer = thread.api.ask("GET", "/me", query_string=thread.place, token=written.token)

    me = told(answer, 200)
    assert list(me) == ["author", "can", "votes", "mine", "gone", "now"]
    assert me["author"] == written.comment["author"]
    assert me["can"] == {"post": True, "vote": True, "report": True, "edit_seconds": 900}
    assert (me["votes"], me["mine"], me["gone"]) == ({}, [written.comment], [])
    assert datetime.fromisoformat(me["now"]) >= datetime.fromisoformat(
        written.comment["created_at"]
    )
    assert me["now"].endswith("Z")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_one_is_told_also_where_nobody_has_posted(thread: Thread) -> None:
    written = thread.guest()

    me = thread.of("never posted on").me(written.token)

    assert (me["mine"], me["votes"], me["gone"]) == ([], {}, [])


def test_me_is_for_those_who_have_a_token(thread: Thread) -> None:
    path = f"/me?site={thread.site}&article=a"

    assert refusal(thread.api.ask("GET", path), 401) == ("token_missing", [])
    assert refusal(thread.api.ask("GET", path, token="cg1.x"), 401) == ("token_invalid", [])


def test_ones_own_is_what_is_held_and_what_is_recent(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = api.site()
    published = thread.guest()
    thread.rules(moderation="pre")
    held = thread.write(token=published.token)
    thread.guest("Somebody else's")

    assert ids(thread.me(published.token)["mine"]) == [held["id"], published.id]

    later = datetime.fromisoformat(held["created_at"]) + timedelta(minutes=10, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    (mine,) = thread.me(published.token)["mine"]
    assert (mine["id"], mine["status"], mine["html"]) == (held["id"], "held", held["html"])


def test_what_one_has_deleted_is_gone_for_ten_minutes(
    thread: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = thread.guest()
    told(thread.api.ask("DELETE", f"/comments/{written.id}", token=written.token), 204)

    me = thread.me(written.token)
    assert (me["gone"], me["mine"]) == ([written.id], [])

    later = datetime.fromisoformat(me["now"]) + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert thread.me(written.token)["gone"] == []


def test_what_one_may_follows_the_site_and_the_article(thread: Thread) -> None:
    token = thread.guest().token
    assert thread.me(token)["can"]["post"] is True

    thread.lock()
    assert thread.me(token)["can"]["post"] is False
    thread.lock(locked=False)
    thread.rules(posting="closed")
    assert thread.me(token)["can"]["post"] is False
    thread.rules(posting="held", guests="refused")
    assert (thread.me(token)["can"]["post"], thread.me(token)["can"]["vote"]) == (False, False)


def test_a_token_is_renewed_after_thirty_days_and_ends_after_four_hundred(
    thread: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = thread.guest().token
    begun = clock.now()

    monkeypatch.setattr(clock, "now", lambda: begun + timedelta(days=29))
    assert "token" not in thread.me(token)
    monkeypatch.setattr(clock, "now", lambda: begun + timedelta(days=31))
    renewed = thread.me(token)["token"]
    monkeypatch.setattr(clock, "now", lambda: begun + timedelta(days=401))

    old = thread.api.ask("GET", "/me", query_string=thread.place, token=token)
    assert refusal(old, 401) == ("token_expired", [])
    assert thread.me(renewed)["author"]["kind"] == "guest"


def test_a_raised_generation_ends_every_token_of_a_guest(thread: Thread) -> None:
    written = thread.guest()
    with thread.api.writing():
        author = authors.get(written.comment["author"]["id"])
        assert author is not None
        author.generation += 1

    assert refusal(thread.send(token=written.token), 401) == ("token_invalid", [])


def test_a_token_of_another_site_is_nobodys_here(api: Api) -> None:
    here, there = api.site(), api.site()
    token = here.guest().token

    answer = api.ask("GET", "/me", query_string=there.place, token=token)

    assert refusal(answer, 401) == ("token_invalid", [])
