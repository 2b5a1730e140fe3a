from tests.api import Thread, ids, refusal, together, told, walk
from tests.cases.conftest import Backfill

LONG = 1_500


def test_c037_a_parent_in_another_thread_is_refused_and_nothing_is_stored(thread: Thread) -> None:
    here, there = thread.of("a1"), thread.of("b2")
    parent = here.write()
    there.write()

    assert refusal(there.send("cross", parent_id=parent["id"]), 404)[0] == "parent_unknown"

    assert (here.count(), there.count()) == (1, 1)


def test_c038_below_a_rejected_comment_the_published_can_be_answered(thread: Thread) -> None:
    a = thread.write()
    b = thread.reply(a)
    thread.move(a, "rejected")

    assert refusal(thread.send(parent_id=a["id"]), 409)[0] == "parent_gone"
    c = thread.reply(b)

    thread.move(a, "published")
    (root,) = thread.page()["comments"]
    assert ids(root["replies"]) == [b["id"]]
    assert ids(root["replies"][0]["replies"]) == [c["id"]]


def test_c039_each_reply_has_its_parent_and_its_root(thread: Thread) -> None:
    root = thread.write()
    r1 = thread.reply(root)
    r2 = thread.reply(r1)
    r3 = thread.reply(r2)

    assert [one["parent_id"] for one in (r1, r2, r3)] == ids([root, r1, r2])
    assert {one["root_id"] for one in (root, r1, r2, r3)} == {root["id"]}


def test_c040_a_chain_of_fifteen_hundred_replies_is_read_and_loses_its_root(
    thread: Thread, backfill: Backfill
) -> None:
    items = [
        {**thread.place, "text": f"No. {number}", "source": "chain", "source_id": str(number)}
        | ({"parent_source_id": str(number - 1)} if number else {})
        for number in range(LONG)
    ]
    posted = [one for at in range(0, LONG, 500) for one in backfill(items[at : at + 500])]
    root = posted[0]["comment"]

    page = thread.page(replies=20)
    branch = together(walk(lambda cursor: thread.branch(root, limit=100, **cursor)))
    last = told(thread.api.ask("GET", f"/comments/{posted[-1]['comment']['id']}"), 200)

    assert page["comments"][0]["reply_count"] == LONG - 1
    assert [one["parent_id"] for one in branch] == ids([root, *branch])[:-1]
    assert max(one["depth"] for one in branch) == len(last["ancestors"]) == 8

    thread.move(root, "deleted")

    assert thread.page()["comments"][0]["status"] == "deleted"
    assert thread.count() == LONG - 1


def test_c041_a_parent_that_comes_later_or_is_oneself_is_refused(
    thread: Thread, backfill: Backfill
) -> None:
    items = [
        {**thread.place, "text": "x", "source": "old", "source_id": own, "parent_source_id": above}
        for own, above in (("7", "7"), ("8", "9"), ("9", "8"))
    ]

    results = backfill(items)

    assert [one["problem"]["code"] for one in results] == ["parent_unknown"] * 3
    assert thread.page()["comments"] == []


def test_c043_the_server_keeps_to_the_depth_that_is_shown(thread: Thread) -> None:
    chain = [thread.write()]
    for _ in range(9):
        chain.append(thread.reply(chain[-1]))

    assert chain[-1]["depth"] == chain[-2]["depth"] == 8
    assert chain[-1]["parent_id"] == chain[-2]["id"]


def test_c045_a_deleted_root_is_a_tombstone_above_its_replies(thread: Thread) -> None:
    written = thread.guest("Regretted", author={"name": "Ada"})
    replies = [thread.reply(written.comment) for _ in range(3)]

    told(thread.api.ask("DELETE", f"/comments/{written.id}", token=written.token), 204)

    (root,) = thread.page()["comments"]
    assert (root["author"], root["html"], ids(root["replies"])) == (None, None, ids(replies))
    assert thread.page()["count"] == thread.count() == thread.head()["count"] == 3
