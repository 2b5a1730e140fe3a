"""Comments are found by words of their text, by their author's name and by their number."""

import pytest

from tests.edge.moderator.world import World, problem

pytestmark = pytest.mark.slow


def found(world: World, words: str, **query: str) -> list[int]:
    return world.ids("search", words=words, **query)


def test_words_and_names_are_found_newest_first(world: World) -> None:
    first, _ = world.post("The Night Tram stops")
    second, _ = world.post("Nothing", author={"name": "Night Owl"})
    world.post("Good morning")

    assert found(world, "night") == [second, first]
    assert found(world, " NIGHT tram ") == [first]
    assert found(world, "night", limit="1") == [second]


def test_a_number_finds_that_comment_of_this_site_alone(world: World) -> None:
    posted, _ = world.post("Number one")
    body = {"site": "weekly", "article": "a", "text": "Elsewhere"}
    there = world.client.post("/api/v1/comments", json=body).get_json()["comment"]["id"]

    assert found(world, str(posted)) == [posted]
    assert found(world, str(there)) == found(world, "Elsewhere") == []


@pytest.mark.parametrize("status", ["approve", "hold", "reject", "spam"])
def test_whatever_was_decided_is_found(world: World, status: str) -> None:
    posted, _ = world.post("A needle")
    world.decide(posted, status)

    assert found(world, "needle") == [posted]


def test_letters_are_compared_the_same_on_both_databases(world: World) -> None:
    posted, _ = world.post("Die ÉCOLE in Zürich")

    assert found(world, "zürich") == found(world, "COLE") == [posted]
    assert found(world, "école") == []


def test_signs_of_a_pattern_are_signs(world: World) -> None:
    posted, _ = world.post("100% sure_thing")
    world.post("100 and surely something")

    assert found(world, "100%") == found(world, "sure_t") == [posted]


def test_nothing_is_found_by_nothing(world: World) -> None:
    world.post()

    assert found(world, "  ") == []


@pytest.mark.parametrize("words", ["a\0b", "x" * 101])
def test_what_no_text_can_have_is_refused(world: World, words: str) -> None:
    query = {"site": "daily", "filter": "search", "words": words}

    answer = world.call("GET", "/moderation/queue", query_string=query)

    assert problem(answer) == (400, "invalid")
