from werkzeug.test import TestResponse

from tests.edge.moderator.world import World, problem


def pin(world: World, comment_id: int, method: str = "PUT", **kwargs: str) -> TestResponse:
    return world.call(method, f"/moderation/comments/{comment_id}/pin", **kwargs)


def pinned(world: World) -> list[int]:
    return [one["id"] for one in world.page()["pinned"]]


def test_a_pinned_comment_stands_on_the_first_page(world: World) -> None:
    posted, _ = world.post()
    before = world.page()["version"]

    answer = pin(world, posted)

    assert answer.get_json()["comment"]["pinned"] is True
    assert pinned(world) == [posted]
    assert world.page()["version"] > before
    assert world.events()[-1] == "comment.pinned"


def test_a_pin_is_taken_out(world: World) -> None:
    posted, _ = world.post()
    pin(world, posted)

    answer = pin(world, posted, "DELETE")

    assert answer.get_json()["comment"]["pinned"] is False
    assert pinned(world) == []
    assert world.events()[-1] == "comment.unpinned"


def test_a_pin_again_changes_nothing(world: World) -> None:
    posted, _ = world.post()
    pin(world, posted)
    version = world.page()["version"]

    assert pin(world, posted).status_code == 200
    assert world.page()["version"] == version


def test_three_are_the_most(world: World) -> None:
    ids = [world.post(f"Text {number}")[0] for number in range(4)]

    answers = [pin(world, one) for one in ids]

    assert [answer.status_code for answer in answers[:3]] == [200, 200, 200]
    assert problem(answers[3]) == (409, "too_many_pins")
    assert pinned(world) == ids[:3]


def test_only_what_is_published_is_pinned(careful: World) -> None:
    posted, _ = careful.post()

    assert problem(pin(careful, posted)) == (409, "not_published")


def test_what_is_gone_or_of_another_site_cannot_be_pinned(world: World) -> None:
    posted, token = world.post()

    assert problem(pin(world, posted, key=world.new_key("weekly"))) == (404, "comment_unknown")
    world.delete(posted, token)
    assert problem(pin(world, posted)) == (410, "comment_gone")
