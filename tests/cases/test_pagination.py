import pytest

from tests.api import Thread, ids, refusal, together, told
from tests.cases.conftest import Backfill
from tests.queries import queries


@pytest.mark.parametrize("limit", [5, 4, 3, 1])
def test_c054_roots_are_paged_with_their_replies_each_once(thread: Thread, limit: int) -> None:
    roots = [thread.write(), thread.write()]
    for root, replies in zip(roots, (2, 1), strict=True):
        for _ in range(replies):
            thread.reply(root)

    met = together(thread.pages(sort="oldest", limit=limit))

    assert ids(met) == ids(roots)
    assert [len(one["replies"]) for one in met] == [2, 1]


@pytest.mark.parametrize("sort", ["newest", "oldest", "top"])
def test_c055_comments_of_one_moment_are_neither_skipped_nor_repeated(
    thread: Thread, backfill: Backfill, sort: str
) -> None:
    at = "2020-02-02T02:02:02Z"
    posted = backfill([{**thread.place, "text": "x", "created_at": at} for _ in range(25)])

    met = ids(together(thread.pages(sort=sort, limit=10)))

    assert sorted(met) == sorted(one["comment"]["id"] for one in posted)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("page", "abc"), ("page", "-1"), ("page", "1.5"), ("limit", "0"), ("limit", "9" * 20)),
        *(("cursor", "\0"), ("cursor", ""), ("limit", "true"), ("limit", "")),
    ],
)
def test_c057_a_page_that_cannot_be_is_refused(thread: Thread, name: str, value: str) -> None:
    assert refusal(thread.get("/comments", **{name: value}), 400) == ("invalid", [name])


def test_c057_a_parameter_stands_once(thread: Thread) -> None:
    path = f"/comments?site={thread.site}&article=a&limit=1&limit=2"

    assert refusal(thread.api.ask("GET", path), 400) == ("invalid", ["limit"])


def test_c058_a_list_is_as_long_as_asked_and_never_longer_than_a_hundred(
    thread: Thread, backfill: Backfill
) -> None:
    backfill([{**thread.place, "text": "x"} for _ in range(120)])

    assert len(thread.page(limit=5)["comments"]) == 5
    assert len(thread.page(limit=100)["comments"]) == 100
    assert refusal(thread.get("/comments", limit=100_000), 400) == ("invalid", ["limit"])


def test_c059_every_root_has_its_own_first_replies(thread: Thread) -> None:
    roots = [thread.write() for _ in range(10)]
    for root in roots:
        for _ in range(5):
            thread.reply(root)

    with queries() as sent:
        page = told(thread.get("/comments", limit=10, replies=3), 200)

    assert [len(root["replies"]) for root in page["comments"]] == [3] * 10
    assert [root["more_replies"]["count"] for root in page["comments"]] == [2] * 10
    assert len(sent) <= 4


def test_c060_roots_are_newest_first_and_replies_oldest_first(thread: Thread) -> None:
    roots = [thread.write(), thread.write()]
    replies = [thread.reply(roots[0]) for _ in range(3)]

    page = thread.page(sort="newest")["comments"]

    assert ids(page) == ids(reversed(roots))
    assert ids(page[1]["replies"]) == ids(replies)
