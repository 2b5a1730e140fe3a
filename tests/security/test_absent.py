"""What is not published tells nobody but its author and the moderators that it is there."""

from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import TestResponse

from comments_service.actions import administering
from tests.api import ORIGIN, Api, Thread, Written, new_network

pytestmark = pytest.mark.slow

ABSENT = 2**53 - 1
HIDDEN = ("held", "rejected", "spam", "deleted")
CALLS: list[tuple[str, str, Any]] = [
    ("GET", "", None),
    ("GET", "/replies", None),
    ("GET", "/text", None),
    ("PATCH", "", {"text": "x", "version": 1}),
    ("DELETE", "", None),
    ("PUT", "/vote", {"value": 1}),
    ("DELETE", "/vote", None),
    ("POST", "/reports", {"reason": "spam"}),
]
FORMS: list[dict[str, Any]] = [
    {"act": "text"},
    {"act": "edit", "text": "x", "version": 1},
    {"act": "delete"},
    {"act": "vote", "value": 1},
    {"act": "report", "reason": "spam"},
    {"act": "report", "reason": "none of ours"},
]


def credentials(api: Api, thread: Thread) -> Iterator[dict[str, str]]:
    """Go through what somebody else may send along."""
    elsewhere = api.site()
    with api.app.app_context():
        key = administering.create_key(elsewhere.site, "service", ["post", "moderate"])
        reading = administering.create_key(thread.site, "service", ["read"])
    for token in (thread.guest().token, elsewhere.guest().token, key, reading, "nonsense"):
        yield {"Authorization": f"Bearer {token}"}
    yield {}
    yield {"Authorization": "Basic YTpi"}
    yield from ({"Origin": origin} for origin in ("https://evil.example", "null", ORIGIN))


def told(answer: TestResponse) -> tuple[int, Any]:
    problem = answer.get_json(silent=True) or {}
    return answer.status_code, (problem.get("code"), problem.get("errors"))


@pytest.mark.parametrize("status", HIDDEN)
def test_t19_every_call_answers_as_for_what_never_was(
    api: Api, thread: Thread, status: str
) -> None:
    hidden = thread.guest().comment["id"]
    thread.move({"id": hidden}, status)

    for sent in credentials(api, thread):
        for method, part, body in CALLS:
            there, nowhere = (
                api.ask(method, f"/comments/{number}{part}", headers=sent, json=body)
                for number in (hidden, ABSENT)
            )

            assert told(there) == told(nowhere), (method, part, sent)


@pytest.mark.parametrize("status", HIDDEN)
def test_t19_so_do_the_widgets_forms(api: Api, thread: Thread, status: str) -> None:
    hidden = thread.guest().comment["id"]
    thread.move({"id": hidden}, status)
    someone = thread.guest().token

    for token in ("", someone, "nonsense"):
        for form in FORMS:
            there, nowhere = (
                send(api, {**thread.place, **form, "id": number, "token": token})
                for number in (hidden, ABSENT)
            )

            assert (there.status_code, there.text) == (nowhere.status_code, nowhere.text), form


def send(api: Api, form: dict[str, Any]) -> TestResponse:
    return api.app.test_client().post(
        "/embed/v1/act",
        data=form,
        headers={"Origin": ORIGIN},
        environ_overrides={"REMOTE_ADDR": new_network()},
    )


def public(thread: Thread) -> list[tuple[bytes, str | None]]:
    client = thread.api.app.test_client()
    asked = [
        *(thread.get(path) for path in ("/comments", "/head", "/counts")),
        *(
            client.get(path, query_string=thread.place)
            for path in ("/embed/v1/thread", "/embed/v1/frame", "/t")
        ),
    ]
    return [(answer.data, answer.headers["ETag"]) for answer in asked]


@pytest.mark.parametrize("begun", [False, True])
def test_t19_a_held_comment_changes_no_byte_that_anyone_may_read(api: Api, *, begun: bool) -> None:
    thread = api.site()
    parent = thread.write() if begun else None
    thread.rules(moderation="pre")
    before = public(thread)

    held: Written = thread.guest("Held", author={"name": "Ada"})
    reply = {"parent_id": parent["id"]} if parent else {}
    thread.write("Held too", token=held.token, **reply)
    body = {"text": "Changed", "version": 1}
    api.ask("PATCH", f"/comments/{held.id}", json=body, token=held.token)
    api.ask("DELETE", f"/comments/{held.id}", token=held.token)

    assert public(thread) == before
