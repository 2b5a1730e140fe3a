"""Two who look at the same comment know of each other."""

import pytest

from comments_service.edge import limits
from tests.edge.moderator.world import World, problem

pytestmark = pytest.mark.slow


def look(world: World, comment_id: int, key: str) -> str | None:
    answer = world.call("PUT", f"/moderation/comments/{comment_id}/looking", key=key)
    assert answer.status_code == 200, answer.get_json()
    name: str | None = answer.get_json()["looking"]
    return name


def test_who_looks_second_is_told_who_looks_already(world: World) -> None:
    first, second = world.post("One")[0], world.post("Two")[0]
    ann, ben = (world.new_key("daily", name=name) for name in ("Ann", "Ben"))

    assert look(world, first, ann) is None
    assert look(world, first, ben) == "Ann"
    assert look(world, second, ann) is None
    assert look(world, first, ben) is None


def test_who_looks_away_is_seen_no_more(world: World) -> None:
    posted, _ = world.post()
    ann, ben = (world.new_key("daily", name=name) for name in ("Ann", "Ben"))
    look(world, posted, ann)

    answer = world.call("DELETE", f"/moderation/comments/{posted}/looking", key=ann)

    assert answer.status_code == 204
    assert look(world, posted, ben) is None


def test_who_moderates_another_site_alone_is_not_seen(world: World) -> None:
    posted, _ = world.post()
    everywhere, poster = world.new_key(None, name="Ann"), world.new_key("daily", "post")

    assert look(world, posted, everywhere) is None
    answers = [
        world.call("PUT", f"/moderation/comments/{posted}/looking", key=key)
        for key in (world.new_key("weekly"), poster)
    ]

    assert [problem(one) for one in answers] == [(404, "comment_unknown"), (403, "scope_missing")]


def test_without_its_counters_nobody_is_seen_and_nothing_fails(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted, _ = world.post()
    ann, ben = (world.new_key("daily", name=name) for name in ("Ann", "Ben"))
    look(world, posted, ann)
    with world.app.app_context():
        monkeypatch.setattr(limits.of_app().store, "away", True)
        monkeypatch.setattr(limits.of_app().store, "try_again_at", float("inf"))

    assert look(world, posted, ben) is None
