"""What may be kept by whom: ETag, 304, Cache-Control."""

from typing import Any

import pytest

from tests.api import ORIGIN, Api, Thread

PUBLIC = "public, max-age=0, s-maxage=2, stale-while-revalidate=3"


def paths(thread: Thread, comment: Any) -> list[str]:
    place = f"site={thread.site}&article={thread.article}"
    return [
        f"/comments?{place}",
        f"/comments/{comment['id']}",
        f"/comments/{comment['id']}/replies",
        f"/counts?{place}",
        f"/head?{place}",
    ]


def test_public_reads_may_be_kept_for_seconds_and_are_the_same_for_everybody(
    thread: Thread,
) -> None:
    written = thread.guest()

    for path in paths(thread, written.comment):
        anonymous = thread.api.ask("GET", path)
        known = thread.api.ask("GET", path, token=written.token, headers={"Cookie": "a=b"})

        assert (anonymous.status_code, known.status_code) == (200, 200)
        assert anonymous.headers["Cache-Control"] == PUBLIC
        assert anonymous.data == known.data
        assert dict(anonymous.headers) == dict(known.headers)
        assert "Set-Cookie" not in anonymous.headers
        assert anonymous.headers.get("Vary") in {None, "Accept-Encoding"}


def test_an_unchanged_answer_is_not_sent_again(thread: Thread) -> None:
    comment = thread.write()

    for path in paths(thread, comment):
        etag = thread.api.ask("GET", path).headers["ETag"]
        for sent in (etag, f"W/{etag}", f'"other", {etag}', "*"):
            again = thread.api.ask("GET", path, headers={"If-None-Match": sent})

            assert (again.status_code, again.data) == (304, b"")
            assert again.headers["ETag"] == etag
            assert again.headers["Cache-Control"] == PUBLIC
            assert again.headers["Access-Control-Allow-Origin"] == "*"


def test_a_tag_that_is_not_the_answers_brings_the_answer(thread: Thread) -> None:
    (path, *_) = paths(thread, thread.write())
    etag = thread.api.ask("GET", path).headers["ETag"]

    thread.write()

    changed = thread.api.ask("GET", path, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != etag


def test_equal_bytes_have_equal_tags(api: Api) -> None:
    one, other = (api.ask("GET", f"/head?site={api.site().site}&article=a") for _ in range(2))

    assert (one.data, one.headers["ETag"]) == (other.data, other.headers["ETag"])


def test_head_is_answered_as_get_without_a_body(thread: Thread) -> None:
    for path in paths(thread, thread.write()):
        got, head = (thread.api.ask(method, path) for method in ("GET", "HEAD"))

        assert head.data == b""
        assert dict(head.headers) == dict(got.headers)
        unchanged = thread.api.ask("HEAD", path, headers={"If-None-Match": got.headers["ETag"]})
        assert unchanged.status_code == 304


def test_a_vote_changes_the_tag_of_the_page(thread: Thread) -> None:
    comment = thread.write()
    (path, *_) = paths(thread, comment)
    before = thread.api.ask("GET", path).headers["ETag"]

    thread.api.ask("PUT", f"/comments/{comment['id']}/vote", json={"value": 1})

    assert thread.api.ask("GET", path).headers["ETag"] != before


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/comments?site=x&article=y"),
        ("GET", "/comments"),
        ("GET", "/comments/1x"),
        ("GET", "/nothing-here"),
        ("POST", "/comments"),
        ("PUT", "/comments"),
        ("GET", "/me"),
        ("OPTIONS", "/comments"),
        ("GET", "/openapi.json"),
        ("GET", "//api/v1/comments"),
    ],
)
def test_every_answer_says_who_may_keep_it(api: Api, method: str, path: str) -> None:
    answer = api.ask(method, path, headers={"Origin": ORIGIN})

    assert answer.headers["Cache-Control"] in {"no-store", PUBLIC}


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "DELETE"])
@pytest.mark.parametrize("path", ["/healthz", "/openapi.json", "/docs", "/", "/nothing"])
def test_every_answer_outside_the_api_says_so_too(api: Api, method: str, path: str) -> None:
    answer = api.app.test_client().open(path, method=method)

    assert answer.headers["Cache-Control"] in {"no-store", PUBLIC}
