"""Bans: who they refuse, what they hold, and what is kept of them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from comments_service import create_app
from comments_service.actions import clock, verifying
from tests import databases
from tests.edge.moderator.world import ARTICLE, World, problem

pytestmark = pytest.mark.slow

HOME, ELSEWHERE = "192.0.2.7", "203.0.113.9"
PLACE = {"site": "daily", "article": ARTICLE}


def later(days: float) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


def ban(world: World, kind: str, *, days: float = 7, **given: Any) -> TestResponse:
    body = {"site": "daily", "kind": kind, "reason": "Spam", "ends_at": later(days), **given}
    return world.call("POST", "/moderation/bans", json=body, key=body.pop("key", None))


def banned(world: World, kind: str, **given: Any) -> Any:
    answer = ban(world, kind, **given)
    assert answer.status_code == 201, answer.get_json()
    return answer.get_json()["ban"]


def lift(world: World, ban_id: int, **given: Any) -> TestResponse:
    return world.call("DELETE", f"/moderation/bans/{ban_id}", **given)


def bans(world: World, **query: Any) -> Any:
    asked = {"site": "daily", **query}
    return world.call("GET", "/moderation/bans", query_string=asked).get_json()["bans"]


def write(world: World, token: str | None = None, home: str = ELSEWHERE, **more: Any) -> Any:
    """Post from a network; answer the status, and the body."""
    sent = {"Authorization": f"Bearer {token}"} if token else {}
    answer = world.client.post(
        "/api/v1/comments",
        json={**PLACE, "text": "Hello", **more},
        headers=sent,
        environ_overrides={"REMOTE_ADDR": home},
    )
    return answer.status_code, answer.get_json()


def on_behalf(world: World, key: str, **somebody: Any) -> Any:
    body = {**PLACE, "text": "Hello", "on_behalf_of": {"subject": "u1", "name": "Ann", **somebody}}
    return world.call("POST", "/comments", json=body, key=key)


def test_a_banned_author_is_told_why_and_until_when(world: World) -> None:
    posted, token = world.post()
    made = banned(world, "author", comment_id=posted, reason="Insults")

    status, told = write(world, token)

    assert (status, told["code"]) == (403, "banned")
    assert told["detail"] == f"Until {made['ends_at'][:16].replace('T', ' ')} UTC, since: Insults"
    assert write(world)[0] == 201


def test_a_banned_author_votes_reports_and_edits_no_more_but_may_delete(world: World) -> None:
    posted, token = world.post()
    other, _ = world.post()
    banned(world, "author", author_id=author_of(world, posted))
    sent = {"Authorization": f"Bearer {token}"}

    vote = world.client.put(f"/api/v1/comments/{other}/vote", json={"value": 1}, headers=sent)
    path, body = f"/api/v1/comments/{other}/reports", {"reason": "spam"}
    report = world.client.post(path, json=body, headers=sent)
    edit = world.edit(posted, token, "Changed")

    assert [problem(answer) for answer in (vote, report, edit)] == [(403, "banned")] * 3
    me = world.client.get("/api/v1/me", query_string=PLACE, headers=sent).get_json()
    assert (me["can"]["post"], me["can"]["vote"], me["can"]["report"]) == (False, False, False)
    world.delete(posted, token)


def author_of(world: World, comment_id: int) -> int:
    found = world.client.get(f"/api/v1/comments/{comment_id}").get_json()["comment"]
    number: int = found["author"]["id"]
    return number


def test_a_ban_ends_by_itself_and_by_being_lifted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted, token = world.post()
    banned(world, "author", comment_id=posted, days=2)
    after = clock.now() + timedelta(days=3)
    with monkeypatch.context() as later_on:
        later_on.setattr(clock, "now", lambda: after)
        assert write(world, token)[0] == 201
        assert bans(world) == []
        banned(world, "author", comment_id=posted, days=9)
    first, second = bans(world, which="all")
    assert write(world, token)[0] == 403

    for each in (first, second):
        assert lift(world, each["id"]).status_code == 200

    assert write(world, token)[0] == 201
    assert problem(lift(world, first["id"])) == (409, "nothing_to_undo")


def test_what_guests_write_from_a_banned_network_is_held_and_never_refused(world: World) -> None:
    _, first = write(world, home=HOME)
    banned(world, "network", comment_id=first["comment"]["id"])

    status, told = write(world, home=HOME)

    assert status == 202
    assert write(world, first["token"], HOME)[0] == 202
    assert write(world, home=ELSEWHERE)[0] == 201
    path = f"/moderation/comments/{told['comment']['id']}/verdict"
    (reason,) = world.call("GET", path).get_json()["reasons"]
    assert reason["code"] == "banned_network"
    assert reason["words"].startswith("It came from a network that is banned until 20")
    sent = {"Authorization": f"Bearer {told['token']}"}
    path = f"/api/v1/comments/{told['comment']['id']}/reasons"
    (words,) = world.client.get(path, headers=sent).get_json()["reasons"]
    assert words.startswith("Comments from your network are read by a moderator first")


def test_a_network_stays_banned_when_the_week_changes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, first = write(world, home=HOME)
    banned(world, "network", comment_id=first["comment"]["id"], days=30)

    for days, status in ((8, 202), (29, 202), (31, 201)):
        now = datetime.now(UTC) + timedelta(days=days)
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        assert write(world, home=HOME)[0] == status


def test_a_range_is_written_by_a_person_and_holds_for_longer(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = banned(world, "range", cidr="192.0.2.0/24", days=400)
    now = datetime.now(UTC) + timedelta(days=399)
    monkeypatch.setattr(clock, "now", lambda: now)

    assert made["value"] == "192.0.2.0/24"
    assert write(world, home=HOME)[0] == 202
    assert write(world, home=ELSEWHERE)[0] == 201


def test_an_email_domain_is_refused_exactly_and_no_address_is_kept(world: World) -> None:
    key = world.new_key("daily", "post")
    banned(world, "email_domain", domain="Mail.Example.org")

    refused = on_behalf(world, key, email="ann@mail.example.ORG")
    item: dict[str, Any] = {**PLACE, "text": "Hello"}
    item["on_behalf_of"] = {"subject": "u2", "name": "Ben", "email": "ben@mail.example.org"}
    batch = world.call("POST", "/comments/batch", json={"items": [item]}, key=key).get_json()

    assert problem(refused) == (403, "banned")
    assert batch["results"][0]["problem"]["code"] == "banned"
    for email in ("ann@example.org", "ann@x.mail.example.org", "ann@notmail.example.org", None):
        assert on_behalf(world, key, email=email).status_code == 201
    assert problem(on_behalf(world, key, email="no address")) == (400, "invalid")


def test_a_reader_of_the_site_is_banned_in_whatever_way_they_come(world: World) -> None:
    key = world.new_key("daily", "post")
    posted = on_behalf(world, key).get_json()["comment"]
    banned(world, "author", author_id=posted["author"]["id"])

    item = {**PLACE, "text": "Hello", "on_behalf_of": {"subject": "u1", "name": "Ann"}}
    batch = world.call("POST", "/comments/batch", json={"items": [item]}, key=key).get_json()

    assert problem(on_behalf(world, key)) == (403, "banned")
    assert batch["results"][0]["problem"]["code"] == "banned"
    backfilled = {**item, "created_at": "2020-01-01T00:00:00Z"}
    assert world.call("POST", "/comments", json=backfilled, key=key).status_code == 201


def test_a_ban_is_a_decision_with_an_end_and_lifting_it_another(world: World) -> None:
    posted, _ = world.post()
    made = banned(world, "author", comment_id=posted, rule="abuse", reason="Insults")
    lift(world, made["id"], query_string={"reason": "Has apologised"})

    log = world.call("GET", "/moderation/decisions", query_string={"site": "daily"}).get_json()
    lifted, first = log["decisions"]

    assert (first["action"], first["scope"], first["author_id"]) == (
        "ban",
        "author",
        made["author"]["id"],
    )
    assert (first["ground"], first["rule"], first["redress"]) == ("terms", "abuse", "complaint")
    assert (first["reason"], first["facts"]) == ("Insults", f"author; for comment {posted}")
    assert (first["ends_at"], first["id"]) == (made["ends_at"], made["decision_id"])
    assert (lifted["action"], lifted["reverses"]) == ("unban", first["id"])
    assert (lifted["reason"], first["reversed_by"]) == ("Has apologised", lifted["id"])
    with world.app.app_context():
        assert verifying.verify("daily").flaw is None


def test_what_is_banned_is_not_banned_twice(world: World) -> None:
    posted, _ = world.post()
    banned(world, "author", comment_id=posted)

    assert problem(ban(world, "author", comment_id=posted)) == (409, "already_banned")
    assert len(bans(world, which="all")) == 1


@pytest.mark.parametrize(
    ("what", "given", "field"),
    [
        ("author", {}, "author_id"),
        ("author", {"author_id": 1, "comment_id": 1}, "author_id"),
        ("network", {"cidr": "192.0.2.0/24"}, "cidr"),
        ("range", {"cidr": "192.0.2.7/24"}, "cidr"),
        ("email_domain", {"domain": "*.example.org"}, "domain"),
        ("author", {"comment_id": 1, "reason": ""}, "reason"),
        ("author", {"comment_id": 1, "days": 3700}, "ends_at"),
        ("author", {"comment_id": 1, "days": -1}, "ends_at"),
        ("network", {"comment_id": 1, "days": 31}, "ends_at"),
        ("host", {"comment_id": 1}, "kind"),
    ],
)
def test_a_ban_that_cannot_be_names_what_is_wrong(
    world: World, what: str, given: dict[str, Any], field: str
) -> None:
    world.post()

    answer = ban(world, what, **given)

    assert problem(answer) == (400, "invalid")
    assert field in answer.get_json()["errors"]
    assert bans(world, which="all") == []


def test_staff_is_not_banned_and_a_service_has_no_network(world: World) -> None:
    posted, _ = world.post()
    path = f"/moderation/comments/{posted}/replies"
    reply = world.call("POST", path, json={"text": "Hello"}).get_json()["comment"]

    for kind in ("author", "network"):
        assert problem(ban(world, kind, comment_id=reply["id"])) == (400, "invalid")


def test_another_sites_people_and_bans_are_as_if_absent(world: World) -> None:
    posted, _ = world.post()
    made = banned(world, "author", comment_id=posted)
    other = world.new_key("weekly")
    theirs: dict[str, Any] = {"key": other, "site": "weekly"}

    assert problem(ban(world, "author", comment_id=posted, **theirs)) == (404, "comment_unknown")
    author = made["author"]["id"]
    assert problem(ban(world, "author", author_id=author, **theirs)) == (404, "author_unknown")
    assert problem(ban(world, "author", author_id=author, key=other)) == (404, "site_unknown")
    assert problem(lift(world, made["id"], key=other)) == (404, "ban_unknown")


def test_a_list_of_bans_is_walked_by_cursor(world: World) -> None:
    made = [banned(world, "range", cidr=f"10.{number}.0.0/16")["id"] for number in range(3)]
    asked = {"site": "daily", "limit": 2}
    first = world.call("GET", "/moderation/bans", query_string=asked).get_json()
    asked["cursor"] = first["next_cursor"]
    second = world.call("GET", "/moderation/bans", query_string=asked).get_json()

    found = [each["id"] for page in (first, second) for each in page["bans"]]
    assert (found, second["next_cursor"]) == (made[::-1], None)


def test_another_worker_refuses_from_the_next_post_on(
    world: World, settings: dict[str, str]
) -> None:
    posted, token = world.post()
    app = create_app(settings)
    other = World(app, app.test_client(), world.key)
    assert write(other, token)[0] == 201

    banned(world, "author", comment_id=posted)

    assert write(other, token)[0] == 403
    databases.let_go(app)
