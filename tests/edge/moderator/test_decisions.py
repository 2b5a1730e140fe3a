from typing import Any

from tests.edge.moderator.world import World, problem


def log(world: World, **query: Any) -> Any:
    asked = {"site": "daily", **query}
    return world.call("GET", "/moderation/decisions", query_string=asked).get_json()


def test_the_log_holds_every_act_newest_first(world: World) -> None:
    posted, _ = world.post()
    world.decide(posted, "reject", reason="Rude")
    world.undo(posted)
    world.call("PUT", f"/moderation/comments/{posted}/pin")

    entries = log(world)["decisions"]

    assert [entry["action"] for entry in entries] == ["pin", "undo", "reject"]
    assert entries[1]["reverses"] == entries[2]["id"]
    assert entries[2]["reversed_by"] == entries[1]["id"]
    assert entries[2]["reason"] == "Rude"


def test_the_log_of_one_comment(world: World) -> None:
    first, _ = world.post()
    second, _ = world.post()
    world.decide(first, "reject")
    world.decide(second, "spam")

    assert [one["action"] for one in log(world, comment=first)["decisions"]] == ["reject"]


def test_a_walk_through_the_log_meets_each_decision_once(world: World) -> None:
    posted, _ = world.post()
    for action in ("reject", "spam", "hold", "approve", "reject"):
        world.decide(posted, action)

    first = log(world, limit=3)
    rest = log(world, limit=3, cursor=first["next_cursor"])

    met = [one["action"] for one in first["decisions"] + rest["decisions"]]
    assert met == ["reject", "approve", "hold", "spam", "reject"]
    assert rest["next_cursor"] is None


def test_decisions_about_another_sites_comments_are_not_told(world: World) -> None:
    posted, _ = world.post()
    world.decide(posted, "reject")
    key = world.new_key("weekly")

    query = {"site": "weekly", "comment": posted}
    answer = world.call("GET", "/moderation/decisions", key=key, query_string=query)
    foreign = world.call("GET", "/moderation/decisions", key=key, query_string={"site": "daily"})

    assert answer.get_json()["decisions"] == []
    assert problem(foreign) == (404, "site_unknown")
