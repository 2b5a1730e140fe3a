"""What a call costs: its statements are counted. `tests/edge/test_plans.py` reads their plans."""

import pytest

from tests.api import Thread, told
from tests.queries import queries

PAGE = 4
POST = 13
KEY = {"Idempotency-Key": "once"}


@pytest.mark.parametrize("sort", ["newest", "oldest", "top"])
def test_a_page_takes_at_most_four_statements(thread: Thread, sort: str) -> None:
    roots = [thread.write() for _ in range(5)]
    for root in roots:
        thread.reply(thread.reply(root))
    thread.pin(roots[-1])

    with queries() as sent:
        page = thread.page(sort=sort, limit=3)
    with queries() as sent_next:
        thread.page(sort=sort, limit=3, cursor=page["next_cursor"])

    assert len(page["pinned"]) == 1
    assert len(sent) <= PAGE, sent
    assert len(sent_next) < PAGE, sent_next


def test_a_page_takes_as_many_statements_for_many_roots_as_for_one(thread: Thread) -> None:
    for _ in range(8):
        thread.reply(thread.write())

    with queries() as few:
        thread.page(limit=1)
    with queries() as many:
        thread.page(limit=100)

    assert len(few) == len(many)


def test_other_reads_cost_as_little(thread: Thread) -> None:
    root = thread.write()
    reply = thread.reply(root)

    for path in (
        *(f"/comments/{reply['id']}", f"/comments/{root['id']}/replies"),
        *(f"/{name}?site={thread.site}&article=an-article" for name in ("counts", "head")),
    ):
        with queries() as sent:
            told(thread.api.ask("GET", path), 200)
        assert len(sent) <= 3, (path, sent)


def test_a_post_takes_at_most_thirteen_statements(thread: Thread) -> None:
    reply = thread.reply(thread.write())
    token = thread.guest().token
    named = {"author": {"name": "Ada"}, "title": "T", "url": "https://news.example.org/"}
    renamed = {"author": {"name": "Ada, renamed"}}
    below = {"parent_id": reply["id"], "headers": KEY}

    for place, more in (
        (thread.of("new"), {"headers": KEY, **named}),
        (thread.of("newer"), {"headers": KEY, "token": token}),
        (thread, {**below, **named}),
        (thread, {**below, "token": token, "headers": {"Idempotency-Key": "twice"}}),
        (thread, {**below, **renamed, "token": token, "headers": {"Idempotency-Key": "thrice"}}),
    ):
        with queries() as sent:
            told(place.send(**more), 201)
        assert len(sent) <= POST, (len(sent), sent)


def test_a_replay_takes_less_than_the_post(thread: Thread) -> None:
    thread.send(headers=KEY)

    with queries() as sent:
        assert thread.send(headers=KEY).headers["Idempotent-Replay"] == "true"

    assert len(sent) <= 6, sent
