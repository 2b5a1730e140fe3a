from werkzeug.test import TestResponse

from tests.edge.moderator.world import ARTICLE, World, problem


def lock(world: World, method: str = "PUT", article: str = ARTICLE, **kw: str) -> TestResponse:
    query = {"site": "daily", "article": article}
    return world.call(method, "/moderation/articles/lock", query_string=query, **kw)


def test_a_locked_thread_takes_no_comments(world: World) -> None:
    world.post()

    answer = lock(world)

    assert answer.get_json()["article"]["locked"] is True
    assert world.page()["article"]["locked"] is True
    body = {"site": "daily", "article": ARTICLE, "text": "Late"}
    assert problem(world.client.post("/api/v1/comments", json=body)) == (409, "article_closed")
    assert world.events()[-1] == "article.locked"


def test_a_thread_can_be_locked_before_there_is_one(world: World) -> None:
    lock(world, article="obituary")

    body = {"site": "daily", "article": "obituary", "text": "First"}
    assert problem(world.client.post("/api/v1/comments", json=body)) == (409, "article_closed")


def test_an_unlocked_thread_takes_comments_again(world: World) -> None:
    lock(world)

    answer = lock(world, "DELETE")

    assert answer.get_json()["article"]["locked"] is False
    world.post()
    assert "article.unlocked" in world.events()


def test_a_lock_again_changes_nothing(world: World) -> None:
    lock(world)
    lock(world)

    assert world.events() == ["article.locked"]


def test_unlocking_what_nobody_has_posted_on_makes_nothing(world: World) -> None:
    answer = lock(world, "DELETE", article="never")

    assert answer.get_json()["article"] == {
        "key": "never",
        "title": None,
        "url": None,
        "locked": False,
    }
    assert world.events() == []


def test_a_site_out_of_reach_is_no_site(world: World) -> None:
    assert problem(lock(world, key=world.new_key("weekly"))) == (404, "site_unknown")


def test_an_article_is_named(world: World) -> None:
    answer = world.call("PUT", "/moderation/articles/lock?site=daily")

    assert list(answer.get_json()["errors"]) == ["article"]
