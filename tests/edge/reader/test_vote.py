"""PUT and DELETE /comments/{id}/vote."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.api import Api, Thread, refusal, told

HOME = "192.0.2.7"


def vote(thread: Thread, comment: Any, value: int = 1, **more: Any) -> TestResponse:
    return thread.api.ask("PUT", f"/comments/{comment['id']}/vote", json={"value": value}, **more)


def unvote(thread: Thread, comment: Any, **more: Any) -> TestResponse:
    return thread.api.ask("DELETE", f"/comments/{comment['id']}/vote", **more)


def votes(thread: Thread) -> Any:
    return thread.page()["comments"][0]["votes"]


def test_a_first_vote_makes_a_guest(thread: Thread) -> None:
    comment = thread.write()

    voted = told(vote(thread, comment), 200)

    assert list(voted) == ["votes", "value", "token"]
    assert (voted["votes"], voted["value"]) == ({"up": 1, "down": 0}, 1)
    assert thread.me(voted["token"])["votes"] == {str(comment["id"]): 1}


def test_a_vote_is_set_not_added(thread: Thread) -> None:
    comment = thread.write()
    token = told(vote(thread, comment), 200)["token"]

    again = told(vote(thread, comment, token=token), 200)
    turned = told(vote(thread, comment, -1, token=token), 200)

    assert again == {"votes": {"up": 1, "down": 0}, "value": 1}
    assert turned == {"votes": {"up": 0, "down": 1}, "value": -1}
    assert votes(thread) == {"up": 0, "down": 1}


def test_a_vote_is_taken_back(thread: Thread) -> None:
    comment = thread.write()
    token = told(vote(thread, comment), 200)["token"]

    for _ in range(2):
        taken = told(unvote(thread, comment, token=token), 200)
        assert taken == {"votes": {"up": 0, "down": 0}, "value": None}
    assert thread.me(token)["votes"] == {}


def test_taking_back_needs_a_credential(thread: Thread) -> None:
    assert refusal(unvote(thread, thread.write()), 401) == ("token_missing", [])


def test_guests_of_one_network_count_once_a_comment(thread: Thread) -> None:
    first, second = thread.write(), thread.write()

    one = told(vote(thread, first, network=HOME), 200)
    other = told(vote(thread, first, network=HOME), 200)
    elsewhere = told(vote(thread, second, token=other["token"], network=HOME), 200)

    assert one["votes"] == other["votes"] == {"up": 1, "down": 0}
    assert elsewhere["votes"] == {"up": 1, "down": 0}
    assert thread.me(other["token"])["votes"] == {str(first["id"]): 1, str(second["id"]): 1}


def test_a_vote_that_does_not_count_does_not_count_when_turned_or_taken_back(
    thread: Thread,
) -> None:
    comment = thread.write()
    vote(thread, comment, network=HOME)
    token = told(vote(thread, comment, network=HOME), 200)["token"]

    turned = told(vote(thread, comment, -1, token=token, network=HOME), 200)
    taken = told(unvote(thread, comment, token=token, network=HOME), 200)

    assert turned["votes"] == taken["votes"] == {"up": 1, "down": 0}


def test_nobody_votes_on_their_own(thread: Thread) -> None:
    written = thread.guest()

    assert refusal(vote(thread, written.comment, token=written.token), 403) == ("not_yours", [])


@pytest.mark.parametrize("status", ["held", "rejected", "spam", "deleted"])
def test_only_what_is_published_is_voted_on(thread: Thread, status: str) -> None:
    root = thread.write()
    thread.reply(root)
    thread.move(root, status)

    assert refusal(vote(thread, root), 404) == ("comment_unknown", [])


def test_a_site_may_refuse_the_votes_of_guests(api: Api) -> None:
    thread = api.site(guest_votes="refused")
    written = thread.guest()
    other = thread.guest()

    assert refusal(vote(thread, written.comment), 403) == ("guest_votes_refused", [])
    refused = vote(thread, written.comment, token=other.token)
    assert refusal(refused, 403) == ("guest_votes_refused", [])
    assert thread.me(other.token)["can"]["vote"] is False


def test_votes_survive_what_becomes_of_the_comment(thread: Thread) -> None:
    comment = thread.write()
    vote(thread, comment)
    thread.move(comment, "held")

    thread.move(comment, "published")

    assert votes(thread) == {"up": 1, "down": 0}


@pytest.mark.parametrize("value", [0, 2, -2, "1", 1.0, True, None, [], {}])
def test_a_vote_is_one_up_or_one_down(thread: Thread, value: Any) -> None:
    comment = thread.write()

    assert refusal(vote(thread, comment, value), 400) == ("invalid", ["value"])


def test_t22_votes_at_once_are_exact(thread: Thread) -> None:
    comment = thread.write()
    token = told(vote(thread, comment, network="198.51.100.1"), 200)["token"]

    def one_of_many(number: int) -> int:
        mine = {"token": token} if number % 2 else {}
        return vote(thread, comment, -1 if number % 3 else 1, **mine).status_code

    with ThreadPoolExecutor(4) as crowd:
        statuses = list(crowd.map(one_of_many, range(24)))

    assert set(statuses) == {200}
    told(vote(thread, comment, 1, token=token), 200)
    assert votes(thread) == {"up": 4 + 1, "down": 8}
