from typing import Any

import pytest

from tests.edge.moderator.world import World, problem

POLICY = {
    "moderation": "post",
    "posting": "open",
    "articles": "open",
    "guests": "allowed",
    "guest_votes": "allowed",
    "first_held": 0,
    "close_after_days": 0,
    "flood_article": 0,
    "flood_site": 0,
    "flood_instance": 0,
    "report_hold": 0,
    "form_seconds": 2,
}


def slugs(world: World, key: str) -> list[str]:
    answer = world.call("GET", "/moderation/sites", key=key).get_json()
    return [site["slug"] for site in answer["sites"]]


def test_a_key_lists_the_sites_that_it_reaches(world: World) -> None:
    assert slugs(world, world.key) == ["daily"]
    assert slugs(world, world.new_key(None)) == ["daily", "weekly"]


def test_a_site_shows_every_policy_also_those_that_it_has_not_set(world: World) -> None:
    (site,) = world.call("GET", "/moderation/sites").get_json()["sites"]

    assert site == {
        "slug": "daily",
        "name": "Daily",
        "origins": ["https://daily.example.org"],
        "policy": POLICY,
    }


def test_an_admin_changes_a_policy_and_the_rest_stays(world: World) -> None:
    key = world.new_key("daily", "admin")
    body = {"policy": {"moderation": "pre"}}

    answer = world.call("PATCH", "/moderation/sites/daily", key=key, json=body)

    assert answer.get_json()["site"]["policy"] == {**POLICY, "moderation": "pre"}
    posted, _ = world.post()
    assert world.ids("held") == [posted]


def test_a_moderator_changes_no_policy(world: World) -> None:
    body = {"policy": {"moderation": "pre"}}

    answer = world.call("PATCH", "/moderation/sites/daily", json=body)

    assert problem(answer) == (403, "scope_missing")


def test_an_admin_of_another_site_finds_none(world: World) -> None:
    body = {"policy": {"moderation": "pre"}}
    key = world.new_key("weekly", "admin")

    answer = world.call("PATCH", "/moderation/sites/daily", key=key, json=body)

    assert problem(answer) == (404, "site_unknown")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "policy"),
        ({"policy": {}}, "policy"),
        ({"policy": {"moderation": "never"}}, "policy.moderation"),
        ({"policy": {"colour": "red"}}, "policy.colour"),
        ({"policy": [], "name": "x"}, "name"),
    ],
)
def test_a_wrong_policy_is_told_its_field(world: World, body: dict[str, Any], field: str) -> None:
    key = world.new_key("daily", "admin")

    answer = world.call("PATCH", "/moderation/sites/daily", key=key, json=body)

    assert problem(answer) == (400, "invalid")
    assert field in answer.get_json()["errors"]


@pytest.mark.parametrize("slug", ["nowhere", "no%00where", "NOWHERE", "a" * 65])
def test_a_slug_that_no_site_has_is_not_found(world: World, slug: str) -> None:
    key = world.new_key(None, "admin")
    body = {"policy": {"moderation": "pre"}}

    answer = world.call("PATCH", f"/moderation/sites/{slug}", key=key, json=body)

    assert answer.status_code == 404
