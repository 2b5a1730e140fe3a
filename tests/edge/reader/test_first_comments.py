"""The first comments of an author wait; trust is the author's, not the name's."""

import pytest

from tests.api import Api, Thread, told


@pytest.fixture
def strict(api: Api) -> Thread:
    """A site that holds the first two comments of every author."""
    return api.site(first_held="2")


def status(thread: Thread, token: str) -> str:
    return str(thread.write("Again", token=token)["status"])


def test_comments_wait_until_so_many_are_published(strict: Thread) -> None:
    first = strict.guest()
    second = strict.write("Second", token=first.token)
    assert [first.comment["status"], second["status"]] == ["held", "held"]

    strict.move(first.comment, "published")
    assert status(strict, first.token) == "held"
    strict.move(second, "published")

    assert status(strict, first.token) == "published"


def test_what_was_rejected_earns_no_trust(strict: Thread) -> None:
    first = strict.guest()
    strict.move(first.comment, "rejected")
    strict.move(strict.write("Second", token=first.token), "published")

    assert status(strict, first.token) == "held"


def test_a_name_that_somebody_else_has_earned_is_worth_nothing(strict: Thread) -> None:
    known = strict.guest(author={"name": "Ann"})
    strict.move(known.comment, "published")
    strict.move(strict.write("Second", token=known.token), "published")

    assert strict.guest(author={"name": "Ann"}).comment["status"] == "held"


def test_an_edit_of_a_first_comment_waits_again(strict: Thread) -> None:
    first = strict.guest("Harmless")
    second = strict.write("Harmless too", token=first.token)
    for comment in (first.comment, second):
        strict.move(comment, "published")

    edited = strict.api.ask(
        "PATCH",
        f"/comments/{second['id']}",
        json={"text": "Cheap watches", "version": 1},
        token=first.token,
    )

    assert told(edited, 200)["comment"]["status"] == "held"
