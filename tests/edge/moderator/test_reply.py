from typing import Any

from werkzeug.test import TestResponse

from tests.edge.moderator.world import ARTICLE, World, problem


def reply(world: World, comment_id: int, *, name: str | None = None, **kw: Any) -> TestResponse:
    body = {"text": "Thank you.", "name": name}
    return world.call("POST", f"/moderation/comments/{comment_id}/replies", json=body, **kw)


def test_a_reply_of_the_staff_bears_its_badge_at_once(careful: World) -> None:
    parent, _ = careful.post()
    careful.decide(parent, "approve")

    answer = reply(careful, parent, name="Dana of the newsroom")

    assert answer.status_code == 201
    made = answer.get_json()["comment"]
    assert answer.headers["Location"].endswith(f"/api/v1/comments/{made['id']}")
    (shown,) = careful.page()["comments"][0]["replies"]
    assert (shown["id"], shown["status"]) == (made["id"], "published")
    assert (shown["author"]["name"], shown["author"]["badge"]) == ("Dana of the newsroom", "Staff")
    place = {"site": "daily", "article": ARTICLE}
    fragment = careful.client.get("/embed/v1/thread", query_string=place).text
    assert '<span class="ct-badge">Staff</span>' in fragment


def test_without_a_name_the_key_signs(world: World) -> None:
    parent, _ = world.post()

    assert reply(world, parent).get_json()["comment"]["author"]["name"] == "Newsroom"


def test_a_name_is_of_one_reply_and_not_of_the_decisions_after_it(world: World) -> None:
    parent, _ = world.post()
    reply(world, parent, name="Dana")

    decided = world.decide(parent, "reject").get_json()

    assert decided["decision"]["moderator"]["name"] == "Newsroom"


def test_the_staff_may_answer_in_a_closed_thread(world: World) -> None:
    parent, _ = world.post()
    world.call("PUT", "/moderation/articles/lock?site=daily&article=budget-2026")

    assert reply(world, parent).status_code == 201


def test_a_repeated_reply_is_answered_with_the_first(world: World) -> None:
    parent, _ = world.post()
    other, _ = world.post()
    once = {"Idempotency-Key": "reply-1"}

    first, again = reply(world, parent, headers=once), reply(world, parent, headers=once)

    assert again.get_json()["comment"]["id"] == first.get_json()["comment"]["id"]
    assert again.headers["Idempotent-Replay"] == "true"
    assert world.page()["count"] == 3
    assert problem(reply(world, other, headers=once)) == (422, "idempotency_key_reused")


def test_c124_nobody_replies_to_what_is_held(careful: World) -> None:
    parent, token = careful.post()
    body = {"site": "daily", "article": "budget-2026", "text": "Me too", "parent_id": parent}
    sent = {"Authorization": f"Bearer {token}"}

    by_staff = reply(careful, parent)
    by_its_author = careful.client.post("/api/v1/comments", json=body, headers=sent)
    by_a_guest = careful.client.post("/api/v1/comments", json=body)

    for answer in (by_staff, by_its_author, by_a_guest):
        assert problem(answer) == (409, "parent_gone")
    assert careful.ids() == [parent]


def test_what_is_of_another_site_is_as_if_absent(world: World) -> None:
    parent, _ = world.post()

    answer = reply(world, parent, key=world.new_key("weekly"))

    assert problem(answer) == (404, "comment_unknown")
