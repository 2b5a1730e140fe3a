"""What is shown, and what is counted, whatever becomes of a comment."""

import random

import pytest

from comments_service.storage.db import snapshot
from tests import invariants
from tests.api import Api, Thread, every, ids, told

HIDDEN = ("held", "rejected", "spam", "deleted")


@pytest.mark.parametrize("status", HIDDEN)
def test_a_parent_that_is_put_away_leaves_a_tombstone_above_its_replies(
    thread: Thread, status: str
) -> None:
    root = thread.write("Regretted", author={"name": "Ada"})
    reply = thread.reply(root, "Still here")

    thread.move(root, status)

    page = thread.page()
    (tombstone,) = page["comments"]
    assert (tombstone["id"], tombstone["status"]) == (root["id"], "deleted")
    assert (tombstone["author"], tombstone["html"]) == (None, None)
    assert tombstone["votes"] == {"up": 0, "down": 0}
    assert ids(tombstone["replies"]) == [reply["id"]]
    assert page["count"] == thread.head()["count"] == thread.count() == 1


@pytest.mark.parametrize("status", HIDDEN)
def test_a_tombstone_goes_with_its_last_reply(thread: Thread, status: str) -> None:
    root = thread.write()
    reply = thread.reply(root)
    thread.move(root, "deleted")

    thread.move(reply, status)

    page = thread.page()
    assert (page["comments"], page["count"]) == ([], 0)


def test_what_is_published_again_is_whole_again(thread: Thread) -> None:
    root = thread.write("One")
    reply = thread.reply(root, "Two")
    before = thread.page()
    thread.move(root, "rejected")
    thread.move(reply, "held")

    thread.move(reply, "published")
    thread.move(root, "published")

    after = thread.page()
    assert {**after, "version": 0} == {**before, "version": 0}
    assert after["version"] > before["version"]


def test_a_chain_of_tombstones_holds_up_what_is_below(thread: Thread) -> None:
    chain = [thread.write()]
    for _ in range(3):
        chain.append(thread.reply(chain[-1]))

    for above in chain[:3]:
        thread.move(above, "deleted")

    (top,) = thread.page()["comments"]
    assert [one["status"] for one in every([top])] == ["deleted"] * 3 + ["published"]
    assert thread.count() == 1


@pytest.mark.parametrize("seed", range(2))
def test_counts_and_tombstones_hold_under_every_transition(api: Api, seed: int) -> None:
    chance = random.Random(seed)
    thread = api.site()
    written = [thread.write()]
    for _ in range(9):
        written.append(thread.reply(chance.choice(written)))

    for _ in range(16):
        thread.move(chance.choice(written), chance.choice([*HIDDEN, "published"]))
        with api.app.app_context(), snapshot():
            wrong = invariants.broken(thread.site)

        assert wrong == []
        shown = list(every(thread.page(limit=100, replies=20)["comments"]))
        published = [one for one in shown if one["status"] == "published"]
        assert thread.page()["count"] == thread.count() == len(published)
        assert all(one["status"] == "published" or one["replies"] for one in shown)


def test_a_reply_to_what_is_not_published_is_refused(thread: Thread) -> None:
    root = thread.write()
    thread.reply(root)

    for status in HIDDEN:
        thread.move(root, status)
        problem = told(thread.send(parent_id=root["id"]), 409)
        assert problem["code"] == "parent_gone"
    assert thread.count() == 1
