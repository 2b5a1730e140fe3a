"""Whatever is sent: a refusal that names what is wrong, never a 5xx, and nothing is stored."""

import json
import struct
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from comments_service.domain import base64url
from comments_service.domain import cursor as cursors
from comments_service.storage.db import db, snapshot
from tests.api import Api, Thread, refusal, told

# As JSON text, since some of it is none of Python's values.
ODD = {
    "null": "null",
    "true": "true",
    "a whole number": "1",
    "a fraction": "1.5",
    "a round fraction": "1.0",
    "a list": "[]",
    "an object": "{}",
    "nested": '[{"a": [{"b": null}]}]',
    "a huge number": "9" * 40,
    "a hundred thousand digits": "9" * 100_000,
    "NaN": "NaN",
    "infinity": "-Infinity",
    "NUL": r'"a\u0000b"',
    "half a surrogate pair": r'"a\ud83d"',
    "the other half": r'"\udc00a"',
}
DEEP = "[" * 100_000
# A call that takes 64 KB refuses the longest of them unread.
TOO_LARGE: tuple[str, list[str]] = ("body_too_large", [])
OPTIONAL = {"parent_id", "author", "author.name", "title", "url", "detail", "name"}
FINE = {
    *((field, "null") for field in OPTIONAL),
    ("author", "an object"),
    ("version", "a whole number"),
    ("value", "a whole number"),
}
POST = {"author": {"name": "Ada"}, "parent_id": 1, "title": "T", "url": "https://example.org/"}
FIELDS: list[tuple[str, str, dict[str, Any], str]] = [
    *(
        ("POST", "/comments", {"site": "", "article": "", "text": "x", **POST}, field)
        for field in ("site", "article", "text", "parent_id", "author", "author.name", "title")
    ),
    ("POST", "/comments", {"site": "", "article": "", "text": "x"}, "url"),
    ("PATCH", "/comments/{id}", {"text": "x", "version": 1}, "text"),
    ("PATCH", "/comments/{id}", {"text": "x", "version": 1}, "version"),
    ("PUT", "/comments/{id}/vote", {"value": 1}, "value"),
    ("POST", "/comments/{id}/reports", {"reason": "spam"}, "reason"),
    ("POST", "/comments/{id}/reports", {"reason": "spam"}, "detail"),
    ("POST", "/guests", {"site": ""}, "site"),
    ("POST", "/guests", {"site": ""}, "name"),
    ("POST", "/preview", {"text": "x"}, "text"),
]


def rows(api: Api) -> dict[str, int]:
    with api.app.app_context(), snapshot():
        return {
            name: db.session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in db.metadata.tables.items()
        }


def body_with(body: dict[str, Any], field: str, odd: str) -> str:
    """Write a body with one field replaced by a piece of JSON text."""
    inner = field.split(".")
    replaced: Any = "ODD"
    for name in reversed(inner):
        replaced = {name: replaced}
    return json.dumps(body | replaced).replace('"ODD"', odd)


@pytest.mark.parametrize(
    ("method", "path", "body", "field"), FIELDS, ids=[f"{one[1]}-{one[3]}" for one in FIELDS]
)
def test_t14_a_field_of_a_wrong_kind_is_refused_by_its_name(
    thread: Thread, method: str, path: str, body: dict[str, Any], field: str
) -> None:
    written = thread.guest()
    own = {**body, **{name: value for name, value in thread.place.items() if name in body}}
    before = rows(thread.api)

    def send(odd: str) -> TestResponse:
        return thread.api.ask(
            method,
            path.replace("{id}", str(written.id)),
            data=body_with(own, field, odd),
            content_type="application/json",
            token=written.token if method == "PATCH" else None,
        )

    for name, odd in ODD.items():
        if (field, name) not in FINE and (field, odd) != ("parent_id", "1"):
            answer = send(odd)
            expected = ("invalid", [field]) if answer.status_code == 400 else TOO_LARGE
            assert refusal(answer, answer.status_code) == expected, name
    deep = send(DEEP + "]" * 100_000)
    assert refusal(deep, deep.status_code)[0] in {"body_invalid", "body_too_large"}
    assert rows(thread.api) == before


JSON_CALLS = sorted({(method, path) for method, path, _, _ in FIELDS})


@pytest.fixture(params=JSON_CALLS, ids=[" ".join(one) for one in JSON_CALLS])
def send(request: pytest.FixtureRequest, thread: Thread) -> Callable[..., TestResponse]:
    method, path = request.param
    written = thread.guest()
    where = path.replace("{id}", str(written.id))

    def sent(data: Any, **more: Any) -> TestResponse:
        asked = {"content_type": "application/json", **more}
        return thread.api.ask(method, where, data=data, token=written.token, **asked)

    return sent


def test_a_body_must_be_a_json_object(send: Callable[..., TestResponse]) -> None:
    for body in (
        *("", "[]", '"x"', "1", "null", "{", "{]", '{"text": "x"} {}', "text=x", "{'text': 'x'}"),
        *(b'{"text": "\xff"}', '{"text": "x"}'.encode("utf-16"), b"\xef\xbb\xbf{}", "{\x00}"),
        *(DEEP[:30_000], '{"a":' * 10_000),
    ):
        assert refusal(send(body), 400) == ("body_invalid", []), body


def test_a_field_that_the_call_does_not_have_is_refused(
    send: Callable[..., TestResponse],
) -> None:
    for name in ("surprise", "__proto__", "constructor", "author_id", "status", "id"):
        code, fields = refusal(send(json.dumps({name: 1})), 400)
        assert (code, name in fields) == ("invalid", True)


def test_a_field_that_stands_twice_is_refused(send: Callable[..., TestResponse]) -> None:
    assert refusal(send('{"text": "a", "text": "b"}'), 400) == ("invalid", ["text"])


def test_a_name_that_is_no_unicode_is_refused(send: Callable[..., TestResponse]) -> None:
    assert refusal(send(r'{"\ud83d": 1}'), 400) == ("body_invalid", [])


def test_only_json_is_taken(send: Callable[..., TestResponse]) -> None:
    for media_type in (
        *("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None, ""),
        *("application/jsonx", "application/ld+json", "text/json"),
    ):
        answer = send('{"text": "x"}', content_type=media_type)
        assert refusal(answer, 415) == ("type_unsupported", []), media_type


def test_an_encoded_body_is_not_taken(send: Callable[..., TestResponse]) -> None:
    for encoding in ("gzip", "br", "deflate", "identity, gzip"):
        answer = send("{}", headers={"Content-Encoding": encoding})
        assert refusal(answer, 415) == ("type_unsupported", [])


def test_t21_a_body_over_its_limit_is_refused_unread(
    request: pytest.FixtureRequest, send: Callable[..., TestResponse]
) -> None:
    method, path = request.node.callspec.params["send"]
    takes_text = method == "PATCH" or path in {"/comments", "/preview"}
    most = (256 if takes_text else 64) * 1024

    assert refusal(send("x" * most), 400)[0] == "body_invalid"
    assert refusal(send("x" * (most + 1)), 413) == ("body_too_large", [])


@pytest.mark.parametrize(
    "key",
    [
        *("/2026/a?b=c&d=e#f", "https://news.example.org/a/../b//", "100%", "%2F", "a_b", "日本語"),
        *(" ", "..", "0", "false", "None", "a\tb\nc", "x" * 512, "😀" * 512, "'; --", '"><i>'),
    ],
)
def test_an_article_id_is_any_string(thread: Thread, key: str) -> None:
    asked = thread.of(key)

    comment = asked.write()

    assert comment["article"] == key
    assert asked.page()["comments"] == [comment]
    assert asked.count() == asked.head()["count"] == 1


@pytest.mark.parametrize(
    "key", ["", "null", "undefined", "[object Object]", "NaN", "x" * 513, "a\0b"]
)
def test_what_a_broken_template_writes_is_no_article_id(thread: Thread, key: str) -> None:
    asked = thread.of(key)

    assert refusal(asked.send(), 400) == ("invalid", ["article"])
    for path in ("/comments", "/head"):
        assert refusal(asked.get(path), 400) == ("invalid", ["article"])
    assert refusal(asked.get("/counts"), 400) == ("invalid", ["article.0"])


def test_an_article_id_is_compared_after_nfc_and_not_otherwise(thread: Thread) -> None:
    thread.of("/caf\u00e9/").write()

    assert thread.of("/cafe\u0301/").page()["count"] == 1
    for other in ("/CAF\u00c9/", "/cafe/", "/caf\u00e9", "/caf%C3%A9/", "\uff0fcaf\u00e9/"):
        assert thread.of(other).page()["count"] == 0


def test_a_query_that_is_no_utf8_is_refused(api: Api) -> None:
    for query in ("%ff", "%ED%A0%BD", "a=%c3"):
        assert refusal(api.ask("GET", f"/comments?{query}"), 400)[0] == "invalid"


def test_a_query_in_bare_utf8_is_read_as_one_that_is_encoded(thread: Thread) -> None:
    thread.of("/归园/").write()
    bare = f"site={thread.site}&article=/归园/"

    answer = thread.api.ask("GET", "/comments", query_string=bare)

    assert told(answer, 200)["count"] == 1


def test_ids_above_what_json_can_hold_exactly_are_refused(thread: Thread) -> None:
    for wrong in (2**53, 2**64, 10**20, 0, -1):
        assert refusal(thread.send(parent_id=wrong), 400) == ("invalid", ["parent_id"])


CURSORS = st.one_of(
    st.binary(max_size=200).map(base64url.encode),
    st.text(max_size=50),
    st.tuples(
        st.integers(0, 2**8 - 1) | st.just(1),
        st.integers(0, 9),
        st.none() | st.integers(0, 2**64 - 1),
        st.integers(-(2**63), 2**63 - 1),
        st.integers(-(2**63), 2**63 - 1),
        st.integers(0, 2**64 - 1),
    ),
)


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(cursor=CURSORS, sort=st.sampled_from(cursors.SORTS))
def test_a_forged_cursor_finds_a_place_or_is_refused(
    cursor_thread: "tuple[Thread, int, Any]", cursor: Any, sort: str
) -> None:
    thread, article_id, root = cursor_thread
    if isinstance(cursor, tuple):
        version, kind, article, *place = cursor
        chosen = article_id if article is None else article
        cursor = base64url.encode(struct.pack(">BBQqqQ", version, kind, chosen, *place))

    page = thread.get("/comments", sort=sort, cursor=cursor)
    branch = thread.api.ask(
        "GET", f"/comments/{root['id']}/replies", query_string={"cursor": cursor}
    )

    for answer in (page, branch):
        if answer.status_code != 200:
            assert refusal(answer, 400)[0] in {"cursor_invalid", "invalid"}


@pytest.fixture(scope="session")
def cursor_thread(api: Api) -> "tuple[Thread, int, Any]":
    thread = api.site()
    root = thread.write()
    thread.reply(root)
    thread.write()
    cursor = cursors.decode(thread.page(limit=1)["next_cursor"])
    return thread, int.from_bytes(cursor[2:10], "big"), root


@pytest.mark.parametrize("score", [2**31, -(2**31) - 1, 2**62])
def test_a_place_that_no_row_can_have_is_refused(
    cursor_thread: "tuple[Thread, int, Any]", score: int
) -> None:
    thread, article_id, _ = cursor_thread
    forged = cursors.write("top", article_id, cursors.Place(score, 0, 1))

    answer = thread.get("/comments", sort="top", cursor=forged)

    assert refusal(answer, 400) == ("cursor_invalid", [])


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(path=st.binary(max_size=160))
def test_a_forged_place_in_a_branch_finds_nothing_outside_of_it(
    cursor_thread: "tuple[Thread, int, Any]", path: bytes
) -> None:
    thread, _, root = cursor_thread
    cursor = cursors.write_branch(root["id"], path)

    answer = thread.api.ask(
        "GET", f"/comments/{root['id']}/replies", query_string={"cursor": cursor}
    )

    if answer.status_code != 200:
        assert refusal(answer, 400)[0] in {"cursor_invalid", "invalid"}
    else:
        assert {one["root_id"] for one in answer.get_json()["comments"]} <= {root["id"]}


NO_PAGES = [
    *("http://[x", "http://[::1%eth0]/", "https://ex\u2100mple.org/", "https://a.example:port/"),
    *("https://", "//news.example.org/", "javascript:alert(1)", "https://news.example.org/ x"),
]


@pytest.mark.parametrize("url", NO_PAGES)
def test_t14_what_is_no_address_of_a_page_is_refused(thread: Thread, url: str) -> None:
    assert refusal(thread.send(url=url), 400) == ("invalid", ["url"])
