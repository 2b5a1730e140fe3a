"""What is known of one author, and what moderators note about them."""

from typing import Any

import pytest

from tests.edge.moderator.world import World, problem
from tests.queries import queries

pytestmark = pytest.mark.slow


def author_of(world: World, comment_id: int) -> int:
    path = f"/moderation/comments/{comment_id}/verdict"
    assert world.call("GET", path).status_code == 200
    found = next(
        item["comment"]["author"]["id"]
        for name in ("approved", "held", "rejected", "spam")
        for item in world.queue(name)["items"]
        if item["comment"]["id"] == comment_id
    )
    return int(found)


def person(world: World, author_id: int, **more: Any) -> Any:
    answer = world.call("GET", f"/moderation/people/{author_id}", **more)
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()


def note(world: World, author_id: int, text: str = "Known from before", **more: Any) -> Any:
    path = f"/moderation/people/{author_id}/notes"
    return world.call("POST", path, json={"text": text}, **more)


def test_an_author_is_known_by_what_became_of_their_comments(world: World) -> None:
    first, token = world.post(author={"name": "Per"})
    for action in ("reject", "spam", "hold"):
        world.decide(world.post(token=token)[0], action)
    gone, _ = world.post(token=token)
    world.delete(gone, token)
    world.report(first)
    world.report(first)

    found = person(world, author_of(world, first))

    assert (found["author"]["name"], found["author"]["kind"]) == ("Per", "guest")
    assert found["counts"] == {"published": 1, "held": 1, "rejected": 1, "spam": 1, "deleted": 1}
    assert (found["reported"], found["approval"]) == (1, 0.333)
    assert (found["bans"], found["notes"]) == ([], [])


def test_an_author_is_known_by_what_became_of_their_reports(world: World) -> None:
    mine, token = world.post("I report")
    others = [world.post()[0] for _ in range(4)]
    for each in others:
        world.report(each, token=token)
    for each, action in zip(others, ("reject", "approve", "approve"), strict=False):
        world.decide(each, action)

    found = person(world, author_of(world, mine))["reporting"]

    assert found == {"made": 4, "answered": 3, "upheld": 1, "wrong": 2, "weight": 80}


def test_the_history_is_walked_by_cursor(world: World) -> None:
    first, token = world.post("One")
    posted = [first, *(world.post(text, token=token)[0] for text in ("Two", "Three"))]
    world.decide(posted[1], "reject")
    path = f"/moderation/people/{author_of(world, first)}/comments"

    newest = world.call("GET", path, query_string={"limit": 2}).get_json()
    query = {"limit": 2, "cursor": newest["next_cursor"]}
    oldest = world.call("GET", path, query_string=query).get_json()

    items = [*newest["items"], *oldest["items"]]
    assert [item["comment"]["id"] for item in items] == posted[::-1]
    assert items[1]["comment"]["status"] == "rejected"
    assert oldest["next_cursor"] is None


def test_a_note_says_who_wrote_it_and_its_writer_removes_it(world: World) -> None:
    posted, _ = world.post()
    author = author_of(world, posted)
    colleague = world.new_key("daily", name="Evening desk")
    made = note(world, author).get_json()["note"]
    note(world, author, "Apologised", key=colleague)

    newest, oldest = person(world, author)["notes"]

    assert (newest["text"], newest["moderator"]["name"]) == ("Apologised", "Evening desk")
    assert oldest == made
    path = f"/moderation/notes/{made['id']}"
    assert problem(world.call("DELETE", path, key=colleague)) == (403, "not_yours")
    assert world.call("DELETE", path).status_code == 204
    assert problem(world.call("DELETE", path)) == (404, "note_unknown")
    assert [each["text"] for each in person(world, author)["notes"]] == ["Apologised"]


def test_another_sites_moderator_sees_nothing_of_an_author(world: World) -> None:
    posted, _ = world.post()
    author = author_of(world, posted)
    made = note(world, author).get_json()["note"]["id"]
    other = world.new_key("weekly")

    path = f"/moderation/people/{author}"
    for method, where in (("GET", path), ("GET", f"{path}/comments")):
        assert problem(world.call(method, where, key=other)) == (404, "author_unknown")
    assert problem(note(world, author, key=other)) == (404, "author_unknown")
    gone = world.call("DELETE", f"/moderation/notes/{made}", key=other)
    assert problem(gone) == (404, "note_unknown")
    assert len(person(world, author)["notes"]) == 1


def test_a_person_costs_the_same_however_much_they_wrote(world: World) -> None:
    posted, token = world.post()
    author = author_of(world, posted)
    with queries() as few:
        person(world, author)
    for number in range(5):
        world.report(world.post(f"More {number}", token=token)[0])
        note(world, author)

    with queries() as many:
        person(world, author)

    assert len(many) == len(few)
