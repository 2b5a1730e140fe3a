"""COMMENTS_DEPTH: how deep replies are shown nested."""

import pytest
from flask import Flask

from tests.api import Api, ids


@pytest.fixture
def settings(settings: dict[str, str]) -> dict[str, str]:
    return {**settings, "COMMENTS_DEPTH": "2"}


def test_a_deeper_reply_stands_under_the_deepest_allowed_ancestor(app: Flask) -> None:
    thread = Api(app).site()
    root = thread.write()
    reply = thread.reply(root)
    deep = thread.reply(reply)
    deeper = thread.reply(deep)
    deepest = thread.reply(deeper)

    (shown,) = thread.page(replies=20)["comments"]

    (under,) = shown["replies"]
    assert ids(under["replies"]) == ids([deep, deeper, deepest])
    assert [one["depth"] for one in under["replies"]] == [2, 2, 2]
    assert [one["parent_id"] for one in under["replies"]] == ids([reply, deep, deeper])


def test_a_parent_that_is_put_away_holds_no_tombstone_for_who_is_not_below_it(app: Flask) -> None:
    thread = Api(app).site()
    root = thread.write()
    reply = thread.reply(root)
    deep = thread.reply(reply)
    deeper = thread.reply(deep)

    thread.move(deep, "deleted")

    (shown,) = thread.page(replies=20)["comments"]
    assert ids(shown["replies"][0]["replies"]) == [deeper["id"]]
    assert thread.count() == 3
