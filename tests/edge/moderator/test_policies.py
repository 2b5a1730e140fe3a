"""Policies are inherited: instance, site, section, article, each with whose word it is."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.edge.moderator.world import ARTICLE, World, problem

HERE = {"site": "daily", "article": ARTICLE}


@pytest.fixture
def admin(world: World) -> str:
    return world.new_key(None, "admin")


@dataclass(frozen=True)
class Change:
    """Change the policies of a place, by the key of who may change all of them."""

    world: World
    key: str

    def __call__(self, policy: dict[str, Any], **place: str) -> Any:
        answer = self.world.call(
            "PATCH",
            "/moderation/policies",
            key=self.key,
            query_string=place,
            json={"policy": policy},
        )
        assert answer.status_code == 200, answer.get_json()
        return answer.get_json()


@pytest.fixture
def change(world: World, admin: str) -> Change:
    return Change(world, admin)


def holds(told: Any, name: str) -> tuple[Any, str]:
    (found,) = [one for one in told["settings"] if one["name"] == name]
    return found["value"], found["origin"]


def at(world: World, key: str, **place: str) -> Any:
    answer = world.call("GET", "/moderation/policies", key=key, query_string=place)
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()


def test_every_layer_may_decide_and_the_nearest_holds(
    world: World, admin: str, change: Change
) -> None:
    change({"moderation": "pre", "first_held": 1})
    change({"first_held": 2}, site="daily")
    change({"first_held": 3}, site="daily", section="sport")
    placed = {"section": "sport"}
    world.call("PUT", "/moderation/articles/section", key=admin, query_string=HERE, json=placed)

    told = at(world, admin, **HERE)

    assert told["section"] == "sport"
    assert holds(told, "moderation") == ("pre", "instance")
    assert holds(told, "first_held") == (3, "section")
    assert holds(told, "posting") == ("open", "default")
    assert told["layers"]["section"] == {"first_held": 3}
    assert holds(change({"first_held": 0}, **HERE), "first_held") == (0, "article")


def test_what_is_null_is_inherited_again(world: World, change: Change) -> None:
    change({"moderation": "pre"}, site="daily")

    told = change({"moderation": None}, site="daily")

    assert holds(told, "moderation") == ("post", "default")


@pytest.mark.parametrize("layer", ["instance", "site", "section", "article"])
def test_a_post_is_judged_by_the_policy_of_its_place(
    world: World, admin: str, change: Change, layer: str
) -> None:
    placed = {"section": "sport"}
    world.call("PUT", "/moderation/articles/section", key=admin, query_string=HERE, json=placed)
    place = {
        "instance": {},
        "site": {"site": "daily"},
        "section": {"site": "daily", "section": "sport"},
        "article": HERE,
    }[layer]
    change({"moderation": "pre"}, **place)

    held, _ = world.post()
    elsewhere, _ = world.post(article="another")

    assert held in world.ids("held")
    assert (elsewhere in world.ids("held")) == (layer in {"instance", "site"})


def test_a_page_is_made_anew_when_a_layer_closes_it(world: World, change: Change) -> None:
    world.post()
    query = {"site": "daily", "article": ARTICLE}
    thread = world.client.get("/embed/v1/thread", query_string=query).text

    change({"posting": "closed"})

    assert "New comments are switched off" not in thread
    closed = world.client.get("/embed/v1/thread", query_string=query).text
    assert "New comments are switched off" in closed


def test_a_key_of_one_site_sets_nothing_for_all(world: World) -> None:
    key = world.new_key("daily", "admin")

    def asked(place: str) -> tuple[int, str]:
        body = {"policy": {"moderation": "pre"}}
        return problem(world.call("PATCH", f"/moderation/policies{place}", key=key, json=body))

    assert asked("") == (403, "scope_missing")
    assert asked("?site=weekly") == (404, "site_unknown")


def test_a_moderator_reads_policies_and_changes_none(world: World) -> None:
    assert at(world, world.key, site="daily")["settings"]
    answer = world.call(
        "PATCH", "/moderation/policies?site=daily", json={"policy": {"moderation": "pre"}}
    )
    assert problem(answer) == (403, "scope_missing")


@pytest.mark.parametrize(
    ("place", "field"),
    [
        ({"section": "sport"}, "section"),
        ({"article": "a"}, "article"),
        ({"site": "daily", "section": "sport", "article": "a"}, "section"),
        ({"site": "daily", "section": ""}, "section"),
    ],
)
def test_a_place_is_named_whole(
    world: World, admin: str, place: dict[str, str], field: str
) -> None:
    answer = world.call("GET", "/moderation/policies", key=admin, query_string=place)

    assert problem(answer) == (400, "invalid")
    assert field in answer.get_json()["errors"]


@pytest.mark.parametrize("value", [-1, 101, 1.5, True, "3"])
def test_a_number_out_of_its_bounds_is_refused(world: World, admin: str, value: object) -> None:
    answer = world.call(
        "PATCH",
        "/moderation/policies",
        key=admin,
        query_string={"site": "daily"},
        json={"policy": {"first_held": value}},
    )

    assert problem(answer) == (400, "invalid")
    assert list(answer.get_json()["errors"]) == ["policy.first_held"]
