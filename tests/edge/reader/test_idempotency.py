"""Idempotency-Key: a second request is answered with what the first one made."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from comments_service.actions import clock
from comments_service.domain.errors import RateLimited
from comments_service.edge import limits
from tests.api import Api, Thread, refusal, told

KEY = {"Idempotency-Key": "5f3b9a1c-0d52-4b0e-8d0a-2f1f6a1f0c11"}


def send(thread: Thread, text: Any = "Once", **more: Any) -> TestResponse:
    return thread.send(text, headers=KEY, **more)


def test_a_repeated_post_is_answered_with_the_first(thread: Thread) -> None:
    first = send(thread)
    again = send(thread)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.get_json() == first.get_json()
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["Idempotent-Replay"] == "true"
    assert "Idempotent-Replay" not in first.headers
    assert thread.count() == 1


def test_a_new_guests_token_is_derived_again(thread: Thread) -> None:
    first, again = told(send(thread), 201), told(send(thread), 201)

    assert again["token"] == first["token"]
    assert thread.me(again["token"])["author"] == first["comment"]["author"]


def test_a_known_author_gets_no_token_again(thread: Thread) -> None:
    token = thread.guest().token

    assert list(told(send(thread, token=token), 201)) == ["comment"]
    assert list(told(send(thread, token=token), 201)) == ["comment"]


def test_another_body_is_refused(thread: Thread) -> None:
    send(thread)

    for refused in (send(thread, "Twice"), send(thread, author={"name": "Ada"})):
        assert refusal(refused, 422) == ("idempotency_key_reused", [])
    assert thread.count() == 1


def test_a_quoted_key_is_the_bare_one(thread: Thread) -> None:
    first = thread.send(headers={"Idempotency-Key": "abc"})
    again = thread.send(headers={"Idempotency-Key": '"abc"'})

    assert again.get_json() == first.get_json()


@pytest.mark.parametrize("key", ["", " ", "x" * 256, "a b", "é", '""'])
def test_a_malformed_key_is_refused(thread: Thread, key: str) -> None:
    answer = thread.send(headers={"Idempotency-Key": key})

    assert refusal(answer, 400) == ("invalid", ["Idempotency-Key"])


def test_a_key_holds_in_its_scope_alone(api: Api) -> None:
    thread = api.site()
    one, other = thread.guest().token, thread.guest().token

    made = [
        told(send(thread), 201),
        told(send(thread.of("another")), 201),
        told(send(api.site()), 201),
        told(send(thread, token=one), 201),
        told(send(thread, token=other), 201),
    ]

    assert len({posted["comment"]["id"] for posted in made}) == 5


def test_what_was_refused_is_not_remembered(thread: Thread) -> None:
    thread.write()
    thread.lock()
    assert refusal(send(thread), 409) == ("article_closed", [])
    thread.lock(locked=False)

    answer = send(thread)

    assert answer.status_code == 201
    assert "Idempotent-Replay" not in answer.headers


def test_a_replay_is_answered_also_when_nobody_may_post_any_more(thread: Thread) -> None:
    first = told(send(thread), 201)
    thread.rules(posting="closed")

    assert told(send(thread), 201) == first


def test_a_held_post_is_replayed_as_held(api: Api) -> None:
    thread = api.site(moderation="pre")

    first, again = send(thread), send(thread)

    assert (first.status_code, again.status_code) == (202, 202)
    assert again.get_json() == first.get_json()


def test_a_replay_shows_what_became_of_the_comment(thread: Thread) -> None:
    first = told(send(thread), 201)
    path = f"/comments/{first['comment']['id']}"
    told(thread.api.ask("DELETE", path, token=first["token"]), 204)

    again = told(send(thread), 201)

    assert (again["comment"]["status"], again["comment"]["html"]) == ("deleted", None)
    assert thread.count() == 0


def test_a_replay_costs_nothing(thread: Thread, monkeypatch: pytest.MonkeyPatch) -> None:
    first = told(send(thread), 201)

    def exhausted(*_args: Any, **_kwargs: Any) -> None:
        raise RateLimited(retry_after=60)

    monkeypatch.setattr(limits, "charge", exhausted)

    assert told(send(thread), 201) == first
    refused = thread.send(headers={"Idempotency-Key": "another"})
    assert refusal(refused, 429) == ("rate_limited", [])
    assert refused.headers["Retry-After"] == "60"


def test_t11_one_key_many_times_at_once_makes_one_comment(thread: Thread) -> None:
    with ThreadPoolExecutor(5) as crowd:
        answers = list(crowd.map(lambda _: send(thread), range(15)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.get_json()["comment"]["id"] for answer in answers}) == 1
    assert sum("Idempotent-Replay" not in answer.headers for answer in answers) == 1
    assert thread.count() == 1


def test_a_key_is_kept_for_eight_days(thread: Thread, monkeypatch: pytest.MonkeyPatch) -> None:
    first = told(send(thread), 201)
    begun = clock.now()

    monkeypatch.setattr(clock, "now", lambda: begun + timedelta(days=8, minutes=-1))

    assert told(send(thread), 201) == first
