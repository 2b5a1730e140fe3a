"""Many comments are decided about as one, in the background, and taken back as one."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from comments_service.actions import deciding_many
from tests.edge.moderator.world import World, problem

pytestmark = pytest.mark.slow


def begin(world: World, **more: Any) -> TestResponse:
    body = {"site": "daily", "action": "spam", **more}
    return world.call("POST", "/moderation/batches", json=body)


def worked(world: World) -> None:
    with world.app.app_context():
        while deciding_many.work():
            pass


def read(world: World, batch_id: int, **kwargs: Any) -> Any:
    return world.call("GET", f"/moderation/batches/{batch_id}", **kwargs).get_json()


def three(world: World) -> list[int]:
    return [world.post(f"Text {number}")[0] for number in range(3)]


def test_what_was_picked_is_decided_about_and_taken_back(careful: World) -> None:
    first, second, third = three(careful)

    begun = begin(careful, ids=[first, third], reason="A raid")
    batch_id = begun.get_json()["batch"]["id"]
    worked(careful)
    done = read(careful, batch_id)
    spam = careful.ids("spam")
    undone = careful.call("DELETE", f"/moderation/batches/{batch_id}")
    worked(careful)

    assert (begun.status_code, undone.status_code) == (202, 202)
    assert (done["state"], done["done"], done["of"]) == ("done", 2, 2)
    assert sorted(spam) == [first, third]
    assert careful.ids("held") == [first, second, third]
    assert (read(careful, batch_id)["state"], read(careful, batch_id)["done"]) == ("undone", 0)


def test_a_batch_is_as_many_decisions_by_who_began_it_and_who_took_it_back(careful: World) -> None:
    three(careful)
    batch_id = begin(careful, filter="held", reason="A raid").get_json()["batch"]["id"]
    worked(careful)
    ben = careful.new_key("daily", name="Ben")
    careful.call("DELETE", f"/moderation/batches/{batch_id}", key=ben)
    worked(careful)

    log = careful.call("GET", "/moderation/decisions", query_string={"site": "daily"}).get_json()

    said = [(one["action"], one["moderator"]["name"], one["reason"]) for one in log["decisions"]]
    assert said == [("undo", "Ben", "")] * 3 + [("spam", "Newsroom", "A raid")] * 3
    assert read(careful, batch_id)["undone_by"]["name"] == "Ben"


def test_a_preview_counts_and_does_nothing(careful: World) -> None:
    first, second, _ = three(careful)
    careful.decide(first, "approve")

    answer = begin(careful, action="approve", ids=[first, second], dry_run=True)

    assert answer.status_code == 200
    assert answer.get_json() == {
        "preview": {"comments": 2, "authors": 2, "already": 1},
        "batch": None,
    }
    assert second in careful.ids("held")


def test_what_has_the_status_already_is_left_out(world: World) -> None:
    first, second, third = three(world)
    world.report(third)

    batch = begin(world, action="approve", ids=[first, second, third]).get_json()["batch"]
    worked(world)

    assert batch["of"] == 1
    assert world.ids("reported") == []


def test_what_changed_meanwhile_is_passed_by(careful: World) -> None:
    (first, token), second = careful.post("One"), careful.post("Two")[0]
    batch_id = begin(careful, filter="needs_review").get_json()["batch"]["id"]
    careful.edit(first, token, "Something else")
    careful.decide(second, "approve")

    worked(careful)

    done = read(careful, batch_id)
    assert (done["state"], done["done"], done["passed"], done["of"]) == ("done", 0, 2, 2)
    assert careful.ids("held") == [first]


def test_an_undo_leaves_alone_what_a_colleague_has_decided_since(careful: World) -> None:
    first, second, third = three(careful)
    batch_id = begin(careful, filter="held").get_json()["batch"]["id"]
    worked(careful)
    careful.decide(second, "approve")

    careful.call("DELETE", f"/moderation/batches/{batch_id}")
    worked(careful)

    assert careful.ids("held") == [first, third]
    assert careful.ids("approved") == [second]


def test_a_batch_is_undone_once(careful: World) -> None:
    three(careful)
    batch_id = begin(careful, filter="held").get_json()["batch"]["id"]
    careful.call("DELETE", f"/moderation/batches/{batch_id}")

    again = careful.call("DELETE", f"/moderation/batches/{batch_id}")

    assert problem(again) == (409, "nothing_to_undo")


def test_ids_of_another_site_are_none(world: World) -> None:
    body = {"site": "weekly", "article": "a", "text": "Elsewhere"}
    there = world.client.post("/api/v1/comments", json=body).get_json()["comment"]["id"]

    begun = begin(world, ids=[there]).get_json()

    assert begun["preview"]["comments"] == 0
    assert (begun["batch"]["state"], begun["batch"]["of"]) == ("done", 0)


def test_a_batch_of_another_site_is_as_if_absent(careful: World) -> None:
    three(careful)
    batch_id = begin(careful, filter="held").get_json()["batch"]["id"]
    key = careful.new_key("weekly")

    for method in ("GET", "DELETE"):
        answer = careful.call(method, f"/moderation/batches/{batch_id}", key=key)
        assert problem(answer) == (404, "not_found")
    query = {"site": "daily"}
    listed = careful.call("GET", "/moderation/batches", key=key, query_string=query)
    assert problem(listed) == (404, "site_unknown")


def test_the_newest_batches_are_listed_first(careful: World) -> None:
    three(careful)
    ids = [begin(careful, filter="held").get_json()["batch"]["id"] for _ in range(3)]

    query = {"site": "daily", "limit": "2"}
    answer = careful.call("GET", "/moderation/batches", query_string=query).get_json()

    assert [one["id"] for one in answer["batches"]] == [ids[2], ids[1]]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, "ids"),
        ({"ids": [1], "filter": "held"}, "ids"),
        ({"ids": list(range(1, 1002))}, "ids"),
        ({"ids": [True]}, "ids.0"),
        ({"filter": "mine"}, "filter"),
        ({"ids": [1], "dry_run": 1}, "dry_run"),
        ({"ids": [1], "action": "delete"}, "action"),
    ],
)
def test_a_wrong_batch_is_told_its_field(world: World, more: dict[str, Any], field: str) -> None:
    answer = begin(world, **more)

    assert problem(answer) == (400, "invalid")
    assert list(answer.get_json()["errors"]) == [field]
