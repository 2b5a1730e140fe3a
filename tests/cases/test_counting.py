from tests.api import Thread, every


def test_c047_a_count_tells_nothing_of_what_is_hidden(thread: Thread) -> None:
    written = [thread.write() for _ in range(6)]
    for comment, status in zip(written, ("held", "spam", "deleted"), strict=False):
        thread.move(comment, status)

    assert (thread.count(), thread.page()["count"], thread.head()["count"]) == (3, 3, 3)


def test_c048_a_count_is_what_the_list_shows_also_below_a_hidden_root(thread: Thread) -> None:
    root = thread.write()
    for _ in range(2):
        thread.reply(root)
    thread.move(root, "rejected")

    shown = list(every(thread.page()["comments"]))

    assert thread.count() == sum(one["status"] == "published" for one in shown) == 2


def test_c051_tree_and_flat_list_tell_the_same(thread: Thread) -> None:
    root = thread.write()
    first = thread.reply(root)
    thread.reply(first)
    thread.move(first, "deleted")
    thread.lock()

    page = thread.page()
    (top,) = page["comments"]
    flat = thread.branch(root)["comments"]

    assert [(one["id"], one["status"]) for one in every(top["replies"])] == [
        (one["id"], one["status"]) for one in flat
    ]
    assert page["count"] == 1 + sum(one["status"] == "published" for one in flat)
    assert page["article"]["locked"] is True
