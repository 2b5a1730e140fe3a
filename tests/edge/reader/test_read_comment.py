"""GET /comments/{id} and GET /comments/{id}/replies."""

import pytest

from tests.api import Thread, ids, refusal, together, told, walk


def test_a_comment_comes_with_its_ancestors_and_first_replies(thread: Thread) -> None:
    root = thread.write()
    middle = thread.reply(root)
    comment = thread.reply(middle)
    replies = [thread.reply(comment) for _ in range(4)]

    found = told(thread.api.ask("GET", f"/comments/{comment['id']}"), 200)

    assert list(found) == ["comment", "ancestors"]
    assert ids(found["ancestors"]) == ids([root, middle])
    assert found["comment"]["id"] == comment["id"]
    assert ids(found["comment"]["replies"]) == ids(replies[:3])
    assert found["comment"]["more_replies"]["count"] == 1
    cursor = found["comment"]["more_replies"]["cursor"]
    assert ids(thread.branch(comment, cursor=cursor)["comments"]) == ids(replies[3:])


def test_a_comment_at_the_top_has_no_ancestors(thread: Thread) -> None:
    root = thread.write()

    assert told(thread.api.ask("GET", f"/comments/{root['id']}"), 200) == {
        "comment": root,
        "ancestors": [],
    }


def test_a_comment_has_at_most_eight_ancestors(thread: Thread) -> None:
    chain = [thread.write()]
    for _ in range(10):
        chain.append(thread.reply(chain[-1]))

    found = told(thread.api.ask("GET", f"/comments/{chain[-1]['id']}"), 200)

    assert ids(found["ancestors"]) == ids(chain[:8])
    assert found["comment"]["depth"] == 8
    assert found["comment"]["parent_id"] == chain[-2]["id"]


@pytest.mark.parametrize("status", ["held", "rejected", "spam", "deleted"])
def test_a_comment_that_is_not_public_is_not_found(thread: Thread, status: str) -> None:
    comment = thread.write()
    thread.move(comment, status)

    for path in ("", "/replies"):
        answer = thread.api.ask("GET", f"/comments/{comment['id']}{path}")
        assert refusal(answer, 404) == ("comment_unknown", [])


def test_a_tombstone_can_be_linked_to_and_tells_nothing(thread: Thread) -> None:
    root = thread.write("Regretted", author={"name": "Ada"})
    reply = thread.reply(root)
    thread.move(root, "spam")

    found = told(thread.api.ask("GET", f"/comments/{reply['id']}"), 200)

    (tombstone,) = found["ancestors"]
    assert tombstone == {
        **root,
        "version": None,
        "author": None,
        "html": None,
        "status": "deleted",
        "published_at": None,
        "reply_count": 1,
    }


@pytest.mark.parametrize("path", ["0", "01", "-1", "x", "1.5", "9007199254740992", "9" * 30])
def test_an_id_that_no_comment_can_have_is_not_found(thread: Thread, path: str) -> None:
    for rest in ("", "/replies", "/text"):
        assert refusal(thread.api.ask("GET", f"/comments/{path}{rest}"), 404)[0] == "not_found"


def test_the_highest_id_of_all_is_unknown(thread: Thread) -> None:
    answer = thread.api.ask("GET", "/comments/9007199254740991")

    assert refusal(answer, 404) == ("comment_unknown", [])


def test_a_branch_is_flat_parents_first_siblings_oldest_first(thread: Thread) -> None:
    root, other = thread.write(), thread.write()
    thread.reply(other)
    a = thread.reply(root)
    b = thread.reply(root)
    below_a = thread.reply(a)
    below_b = thread.reply(b)

    found = thread.branch(root)

    assert list(found) == ["comments", "next_cursor"]
    assert ids(found["comments"]) == ids([a, below_a, b, below_b])
    assert {tuple(one["replies"]) for one in found["comments"]} == {()}
    assert found["next_cursor"] is None
    assert ids(thread.branch(a)["comments"]) == [below_a["id"]]


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_a_walk_down_a_branch_meets_each_reply_once(thread: Thread, limit: int) -> None:
    root = thread.write()
    written = [thread.reply(root) for _ in range(3)]
    written += [thread.reply(written[0]), thread.reply(written[1])]

    pages = list(walk(lambda cursor: thread.branch(root, limit=limit, **cursor)))

    assert {len(page["comments"]) for page in pages[:-1]} <= {limit}
    assert ids(together(pages)) == ids([written[0], written[3], written[1], written[4], written[2]])


def test_a_cursor_of_another_branch_is_refused(thread: Thread) -> None:
    root, other = thread.write(), thread.write()
    reply = thread.reply(root)
    for _ in range(2):
        thread.reply(reply)
    cursor = thread.branch(root, limit=1)["next_cursor"]

    for elsewhere in (other, reply):
        answer = thread.api.ask(
            "GET", f"/comments/{elsewhere['id']}/replies", query_string={"cursor": cursor}
        )
        assert refusal(answer, 400) == ("cursor_invalid", [])


def test_a_cursor_of_a_page_is_no_cursor_of_a_branch(thread: Thread) -> None:
    root = thread.write()
    thread.write()
    cursor = thread.page(limit=1)["next_cursor"]

    answer = thread.api.ask(
        "GET", f"/comments/{root['id']}/replies", query_string={"cursor": cursor}
    )

    assert refusal(answer, 400) == ("cursor_invalid", [])


def test_one_comment_takes_no_query(thread: Thread) -> None:
    root = thread.write()

    answer = thread.api.ask("GET", f"/comments/{root['id']}?replies=3")

    assert refusal(answer, 400) == ("invalid", ["replies"])
