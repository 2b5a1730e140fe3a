"""A whole thread is deleted, and comes back by one undo."""

from typing import Any

import pytest

from tests.edge.moderator.test_batches import read, worked
from tests.edge.moderator.world import ARTICLE, World, problem

pytestmark = pytest.mark.slow

THREAD = {"site": "daily", "article": ARTICLE}


def delete(world: World, **more: str) -> Any:
    return world.call("DELETE", "/moderation/articles", query_string={**THREAD, **more})


def test_a_thread_is_deleted_and_comes_back_as_it_was(world: World) -> None:
    first, _ = world.post("One")
    reply, _ = world.post("Two", parent=first)
    spam, _ = world.post("Buy now")
    world.decide(spam, "spam")
    elsewhere, _ = world.post("Beside it", article="another")
    before = world.page()["comments"]

    batch = delete(world, rule="abuse", reason="A raid").get_json()
    worked(world)
    gone = world.page()
    rejected = world.ids("rejected")
    world.call("DELETE", f"/moderation/batches/{batch['id']}")
    worked(world)

    assert (batch["whole_thread"], batch["of"], batch["rule"]) == (True, 2, "abuse")
    assert (gone["comments"], gone["count"], gone["article"]["locked"]) == ([], 0, True)
    assert sorted(rejected) == [first, reply]
    assert world.page()["comments"] == before
    assert world.page()["article"]["locked"] is False
    assert world.ids("spam") == [spam]
    assert elsewhere in world.ids("approved")
    assert read(world, batch["id"])["state"] == "undone"


def test_a_thread_that_was_closed_before_stays_closed(world: World) -> None:
    world.post()
    world.call("PUT", "/moderation/articles/lock", query_string=THREAD)

    batch = delete(world).get_json()
    worked(world)
    world.call("DELETE", f"/moderation/batches/{batch['id']}")
    worked(world)

    assert world.page()["article"]["locked"] is True
    assert world.page()["count"] == 1


def test_nobody_writes_on_while_it_is_deleted(world: World) -> None:
    world.post()

    delete(world)

    answer = world.client.post("/api/v1/comments", json={**THREAD, "text": "Me too"})
    assert problem(answer) == (409, "article_closed")


def test_a_thread_that_nobody_has_begun_is_not_found(world: World) -> None:
    assert problem(delete(world)) == (404, "not_found")


def test_a_thread_of_another_site_is_as_if_absent(world: World) -> None:
    world.post()
    key = world.new_key("weekly")

    answer = world.call("DELETE", "/moderation/articles", key=key, query_string=THREAD)

    assert problem(answer) == (404, "site_unknown")
