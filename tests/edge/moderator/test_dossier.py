"""All that is known of a comment, by one call."""

import pytest

from tests.edge.moderator.world import World, problem

pytestmark = pytest.mark.slow


def test_a_comment_is_told_with_what_is_beside_and_before_it(world: World) -> None:
    parent, _ = world.post("The claim", author={"name": "Ines"})
    sibling, _ = world.post("A sibling", parent=parent)
    posted, token = world.post("Call me", parent=parent)
    world.report(posted, "abuse")
    world.decide(posted, "approve", reason="Fair")
    world.edit(posted, token, "Call him")

    told = world.call("GET", f"/moderation/comments/{posted}").get_json()

    assert told["item"]["comment"]["text"] == "Call him"
    assert (told["parent"]["id"], told["parent"]["words"]) == (parent, "The claim")
    assert [one["id"] for one in told["siblings"]] == [sibling]
    assert [one["id"] for one in told["outcomes"]] == [posted]
    assert [one["reason"] for one in told["reports"]] == ["abuse"]
    assert [(one["version"], one["text"]) for one in told["revisions"]] == [(1, "Call me")]
    changed = [("same", "Call "), ("gone", "me"), ("come", "him")]
    assert [(one["kind"], one["text"]) for one in told["since"]] == changed
    assert [(one["action"], one["reason"]) for one in told["decisions"]] == [("approve", "Fair")]


def test_a_comment_of_another_site_is_as_if_absent(world: World) -> None:
    posted, _ = world.post()

    answer = world.call("GET", f"/moderation/comments/{posted}", key=world.new_key("weekly"))

    assert problem(answer) == (404, "comment_unknown")
