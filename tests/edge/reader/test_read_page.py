"""GET /comments: one page of a thread."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api import Api, Thread, ids, refusal, together, told, walk

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
SORTS = ("newest", "oldest", "top")


def test_an_article_that_nobody_has_posted_on_is_an_empty_page(thread: Thread) -> None:
    assert thread.page() == {
        "article": {"key": "an-article", "title": None, "url": None, "locked": False},
        "count": 0,
        "pinned": [],
        "comments": [],
        "next_cursor": None,
        "version": 0,
    }


def test_a_page_has_exactly_the_fields_of_the_contract(thread: Thread) -> None:
    root = thread.write("*One*", author={"name": "Ada"})
    reply = thread.reply(root, "Two")

    page = thread.page()

    assert list(page) == ["article", "count", "pinned", "comments", "next_cursor", "version"]
    assert (page["count"], page["pinned"], page["next_cursor"]) == (2, [], None)
    (shown,) = page["comments"]
    assert MOMENT.fullmatch(shown["created_at"])
    assert shown == {
        "id": root["id"],
        "version": 1,
        "article": "an-article",
        "parent_id": None,
        "root_id": root["id"],
        "depth": 0,
        "author": {"id": root["author"]["id"], "name": "Ada", "kind": "guest", "badge": None},
        "html": "<p><em>One</em></p>",
        "status": "published",
        "pinned": False,
        "created_at": root["created_at"],
        "published_at": root["created_at"],
        "edited_at": None,
        "votes": {"up": 0, "down": 0},
        "reply_count": 1,
        "replies": [{**reply, "depth": 1, "root_id": root["id"], "parent_id": root["id"]}],
        "more_replies": None,
    }


def test_what_was_posted_is_shown_as_it_was_answered(thread: Thread) -> None:
    first = thread.write("One")

    assert thread.page()["comments"] == [first]


def test_newest_stands_first_unless_another_sort_is_asked_for(thread: Thread) -> None:
    first, second, third = (thread.write() for _ in range(3))
    for up in range(2):
        thread.api.ask("PUT", f"/comments/{second['id']}/vote", json={"value": 1})
        if not up:
            thread.api.ask("PUT", f"/comments/{first['id']}/vote", json={"value": 1})

    assert ids(thread.page()["comments"]) == ids([third, second, first])
    assert ids(thread.page(sort="newest")["comments"]) == ids([third, second, first])
    assert ids(thread.page(sort="oldest")["comments"]) == ids([first, second, third])
    assert ids(thread.page(sort="top")["comments"]) == ids([second, first, third])


def test_a_comment_that_was_voted_down_is_the_last_of_the_top(thread: Thread) -> None:
    first, second = thread.write(), thread.write()
    thread.api.ask("PUT", f"/comments/{second['id']}/vote", json={"value": -1})

    assert ids(thread.page(sort="top")["comments"]) == ids([first, second])


def test_replies_are_nested_oldest_first_under_every_sort(thread: Thread) -> None:
    root = thread.write()
    a = thread.reply(root)
    b = thread.reply(root)
    below_a = thread.reply(a)
    deeper = thread.reply(below_a)

    for sort in SORTS:
        (shown,) = thread.page(sort=sort, replies=20)["comments"]

        assert shown["reply_count"] == 4
        assert ids(shown["replies"]) == ids([a, b])
        assert ids(shown["replies"][0]["replies"]) == ids([below_a])
        assert ids(shown["replies"][0]["replies"][0]["replies"]) == ids([deeper])
        assert shown["replies"][0]["reply_count"] == 2


def test_a_reply_knows_its_parent_its_root_and_its_depth(thread: Thread) -> None:
    root = thread.write()
    reply = thread.reply(root)
    deeper = thread.reply(reply)

    assert (deeper["parent_id"], deeper["root_id"], deeper["depth"]) == (reply["id"], root["id"], 2)


def test_only_the_first_replies_are_on_the_page(thread: Thread) -> None:
    root = thread.write()
    replies = [thread.reply(root) for _ in range(5)]

    (shown,) = thread.page()["comments"]

    assert ids(shown["replies"]) == ids(replies[:3])
    assert shown["more_replies"]["count"] == 2
    rest = thread.branch(root, cursor=shown["more_replies"]["cursor"])
    assert ids(rest["comments"]) == ids(replies[3:])


def test_a_page_without_replies_says_how_many_there_are(thread: Thread) -> None:
    root = thread.write()
    reply = thread.reply(root)

    (shown,) = thread.page(replies=0)["comments"]

    assert (shown["replies"], shown["more_replies"]["count"]) == ([], 1)
    rest = thread.branch(root, cursor=shown["more_replies"]["cursor"])
    assert ids(rest["comments"]) == [reply["id"]]


def test_more_replies_stand_on_the_root_alone(thread: Thread) -> None:
    root = thread.write()
    reply = thread.reply(root)
    for _ in range(3):
        thread.reply(reply)

    (shown,) = thread.page(replies=2)["comments"]

    assert shown["more_replies"]["count"] == 2
    assert shown["replies"][0]["more_replies"] is None


@pytest.mark.parametrize("sort", SORTS)
def test_a_walk_meets_each_comment_exactly_once(thread: Thread, sort: str) -> None:
    written = [thread.write() for _ in range(7)]
    thread.reply(written[0])

    pages = list(thread.pages(sort=sort, limit=3))

    met = together(pages)
    assert [len(page["comments"]) for page in pages] == [3, 3, 1]
    assert sorted(ids(met)) == ids(written)
    assert met == thread.page(sort=sort, limit=100)["comments"]


def test_a_page_that_just_fits_is_the_last_one(thread: Thread) -> None:
    for _ in range(2):
        thread.write()

    assert thread.page(limit=2)["next_cursor"] is None
    assert thread.page(limit=1)["next_cursor"] is not None


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    sort=st.sampled_from(SORTS),
    limit=st.integers(1, 4),
    changes=st.lists(st.sampled_from(["post", "reply", "delete", "hold"]), max_size=6),
)
def test_t17_each_steady_comment_is_met_once_while_others_post_and_delete(
    api: Api, sort: str, limit: int, changes: list[str]
) -> None:
    thread = api.site()
    steady = [thread.write() for _ in range(5)]
    passing = [thread.write() for _ in range(3)]
    met: list[int] = []

    for page in thread.pages(sort=sort, limit=limit):
        met += ids(page["comments"])
        if changes:
            change(thread, changes.pop(), passing, steady[0])

    assert len(met) == len(set(met))
    assert set(ids(steady)) <= set(met)


def change(thread: Thread, kind: str, passing: list[dict[str, int]], steady: object) -> None:
    if kind == "post":
        passing.append(thread.write())
    elif kind == "reply":
        thread.reply(steady)
    elif passing:
        thread.move(passing.pop(0), "deleted" if kind == "delete" else "held")


def test_a_cursor_of_another_sort_is_refused(thread: Thread) -> None:
    for _ in range(2):
        thread.write()
    cursor = thread.page(limit=1, sort="newest")["next_cursor"]

    for other in ("oldest", "top"):
        refused = thread.get("/comments", limit=1, sort=other, cursor=cursor)
        assert refusal(refused, 400) == ("cursor_invalid", [])


def test_a_cursor_of_another_article_is_refused(thread: Thread) -> None:
    for _ in range(2):
        thread.write()
    thread.of("another").write()
    cursor = thread.page(limit=1)["next_cursor"]

    for other in ("another", "never posted on"):
        refused = thread.of(other).get("/comments", cursor=cursor)
        assert refusal(refused, 400) == ("cursor_invalid", [])


def test_a_cursor_of_a_branch_is_no_cursor_of_a_page(thread: Thread) -> None:
    root = thread.write()
    for _ in range(2):
        thread.reply(root)
    (shown,) = thread.page(replies=1)["comments"]

    refused = thread.get("/comments", cursor=shown["more_replies"]["cursor"])

    assert refusal(refused, 400) == ("cursor_invalid", [])


def test_the_limits_of_the_page_are_kept(thread: Thread) -> None:
    for wrong in ("0", "101", "-1", "1.5", "true", "", "9" * 20):
        assert refusal(thread.get("/comments", limit=wrong), 400) == ("invalid", ["limit"])
    for wrong in ("-1", "21", "none"):
        assert refusal(thread.get("/comments", replies=wrong), 400) == ("invalid", ["replies"])
    assert refusal(thread.get("/comments", sort="best"), 400) == ("invalid", ["sort"])


def test_pins_stand_on_the_first_page_and_at_their_own_place(thread: Thread) -> None:
    first, second, third = (thread.write() for _ in range(3))
    thread.pin(second)
    thread.pin(first)

    pages = list(thread.pages(limit=2))

    assert ids(pages[0]["pinned"]) == ids([first, second])
    assert pages[1]["pinned"] == []
    assert [ids(page["comments"]) for page in pages] == [ids([third, second]), ids([first])]
    assert pages[0]["comments"][1] == pages[0]["pinned"][1]
    assert pages[0]["pinned"][0]["pinned"] is True


def test_a_pinned_comment_brings_its_replies(thread: Thread) -> None:
    root = thread.write()
    replies = [thread.reply(root) for _ in range(4)]
    thread.pin(root)

    (pinned,) = thread.page()["pinned"]

    assert ids(pinned["replies"]) == ids(replies[:3])
    assert pinned["more_replies"]["count"] == 1


def test_a_comment_that_is_put_away_is_pinned_no_more(thread: Thread) -> None:
    root = thread.write()
    thread.reply(root)
    thread.pin(root)

    thread.move(root, "held")

    page = thread.page()
    assert (page["pinned"], page["comments"][0]["pinned"]) == ([], False)


def test_a_locked_article_says_so(thread: Thread) -> None:
    thread.write()
    thread.lock()

    assert thread.page()["article"]["locked"] is True


def test_each_visible_change_raises_the_version(thread: Thread) -> None:
    written = thread.guest()
    versions = [thread.page()["version"]]

    def changed() -> None:
        versions.append(thread.page()["version"])

    thread.reply(written.comment)
    changed()
    thread.api.ask("PUT", f"/comments/{written.id}/vote", json={"value": 1})
    changed()
    edit = {"text": "Changed", "version": 1}
    told(
        thread.api.ask("PATCH", f"/comments/{written.id}", json=edit, token=written.token),
        200,
    )
    changed()
    told(thread.api.ask("DELETE", f"/comments/{written.id}", token=written.token), 204)
    changed()

    assert versions == sorted(set(versions))


def test_what_nobody_sees_raises_no_version(api: Api) -> None:
    thread = api.site()
    thread.write()
    before = thread.page()
    thread.rules(moderation="pre")

    held = thread.guest("Held")
    edit = {"text": "Still held", "version": 1}
    api.ask("PATCH", f"/comments/{held.id}", json=edit, token=held.token)

    assert thread.page() == before


def test_a_site_that_is_unknown_or_not_named_is_refused(thread: Thread) -> None:
    unknown = thread.api.ask("GET", "/comments?site=nobodys&article=a")
    missing = thread.api.ask("GET", "/comments?article=a")
    empty = thread.api.ask("GET", "/comments?site=&article=a")
    twice = thread.api.ask("GET", f"/comments?site={thread.site}&site={thread.site}&article=a")

    assert refusal(unknown, 404) == ("site_unknown", [])
    assert refusal(missing, 400) == ("invalid", ["site"])
    assert refusal(empty, 400) == ("invalid", ["site"])
    assert refusal(twice, 400) == ("invalid", ["site"])


def test_a_query_parameter_that_is_not_of_the_call_is_refused(thread: Thread) -> None:
    assert refusal(thread.get("/comments", page="2"), 400) == ("invalid", ["page"])


def test_two_sites_have_threads_of_their_own_under_one_key(api: Api) -> None:
    here, there = api.site(), api.site()
    here.write()

    assert (here.page()["count"], there.page()["count"]) == (1, 0)


def test_a_broken_credential_does_not_keep_anyone_from_reading(thread: Thread) -> None:
    thread.write()

    for sent in ("Bearer cg1.expired", "Basic YTpi", "Bearer cs_1_revoked", "nonsense"):
        answer = thread.api.ask(
            "GET", "/comments", query_string=thread.place, headers={"Authorization": sent}
        )
        assert told(answer, 200)["count"] == 1


def test_a_branch_goes_on_where_the_page_ended_whatever_was_posted(thread: Thread) -> None:
    root = thread.write()
    first = [thread.reply(root) for _ in range(4)]
    (shown,) = thread.page()["comments"]
    later = thread.reply(first[0])

    cursor = shown["more_replies"]["cursor"]
    rest = list(walk(lambda at: thread.branch(root, limit=1, **({"cursor": cursor} | at))))

    assert [ids(page["comments"]) for page in rest] == [[first[3]["id"]]]
    assert later["id"] not in ids(rest[0]["comments"])
