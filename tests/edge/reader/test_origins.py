"""Which pages may call: public reads for all, writes for the origins of a site."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from werkzeug.test import TestResponse

from comments_service.domain.errors import Unavailable
from comments_service.storage import sites
from tests.api import ORIGIN, Api, Thread, refusal

EXPOSED = "Retry-After, Date, ETag, Location, RateLimit, RateLimit-Policy, Idempotent-Replay"
OTHERS = "https://other.example.org"
FOREIGN = "https://evil.example"
NEAR_MISSES = [
    *("null", "", "https://news.example.org.evil.example", "https://evilnews.example.org"),
    *("http://news.example.org", "https://news.example.org:8443", "https://news.example.org."),
    *("https://news.example.org:443", "https://NEWS.example.org", "https://news.example.org/"),
    *("https://xn--news-example-org", "https://news.example.org@evil.example", "news.example.org"),
    *("https://sub.news.example.org", "https://news.example.org https://evil.example", "*"),
]


def allowed(answer: TestResponse) -> str | None:
    return answer.headers.get("Access-Control-Allow-Origin")


def writes(thread: Thread, written: Any, origin: str) -> Iterator[TestResponse]:
    """Ask for everything that is not a public read, from a page of this origin."""
    comment, headers = f"/comments/{written.id}", {"Origin": origin}
    place = {"site": thread.site, "article": thread.article}
    for method, path, more in (
        ("POST", "/comments", {"json": {**place, "text": "x"}}),
        ("POST", "/guests", {"json": {"site": thread.site}}),
        ("PUT", f"{comment}/vote", {"json": {"value": 1}}),
        ("POST", f"{comment}/reports", {"json": {"reason": "spam"}}),
        ("GET", f"/me?site={thread.site}&article=a", {"token": written.token}),
        ("GET", f"{comment}/text", {"token": written.token}),
        ("PATCH", comment, {"json": {"text": "y", "version": 1}, "token": written.token}),
        ("DELETE", comment, {"token": written.token}),
        ("POST", "/preview", {"json": {"text": "x"}}),
    ):
        yield thread.api.ask(method, path, headers=headers, **more)


def test_public_reads_are_open_to_all_alike(thread: Thread) -> None:
    comment = thread.write()
    place = f"site={thread.site}&article={thread.article}"

    for path in (
        *(f"/comments?{place}", f"/counts?{place}", f"/head?{place}"),
        *(f"/comments/{comment['id']}", f"/comments/{comment['id']}/replies"),
        *("/comments?site=nobodys&article=a", "/comments", "/comments/9007199254740991"),
        *("/comments/99999999999999999999", "/comments/x", "/nothing-here"),
    ):
        for origin in (None, ORIGIN, FOREIGN, "null"):
            sent = {} if origin is None else {"Origin": origin}
            answer = thread.api.ask("GET", path, headers=sent)

            assert allowed(answer) == "*"
            assert answer.headers["Access-Control-Expose-Headers"] == EXPOSED
            assert "Origin" not in answer.headers.get("Vary", "")


def test_writes_echo_an_origin_of_the_site(thread: Thread) -> None:
    for answer in writes(thread, thread.guest(), ORIGIN):
        assert answer.status_code < 300
        assert allowed(answer) == ORIGIN
        assert answer.headers["Vary"] == "Origin"
        assert answer.headers["Access-Control-Expose-Headers"] == EXPOSED
        assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("origin", [FOREIGN, *NEAR_MISSES])
def test_t34_a_foreign_origin_is_refused(thread: Thread, origin: str) -> None:
    before = thread.page()
    written = thread.guest()

    for answer in writes(thread, written, origin):
        assert refusal(answer, 403) == ("origin_refused", [])
        assert allowed(answer) is None
        assert answer.headers["Vary"] == "Origin"
    thread.move(written.comment, "deleted")
    assert thread.page()["comments"] == before["comments"]


def test_an_origin_of_another_site_is_refused_and_may_read_why(api: Api) -> None:
    api.site(origins=(OTHERS,))
    thread = api.site()

    answer = thread.send(headers={"Origin": OTHERS})

    assert refusal(answer, 403) == ("origin_refused", [])
    assert allowed(answer) == OTHERS


def test_a_page_may_read_why_its_input_was_refused(thread: Thread) -> None:
    for answer in (
        thread.send("", headers={"Origin": ORIGIN}),
        thread.api.ask("POST", "/comments", data="x", headers={"Origin": ORIGIN}),
        thread.api.ask("POST", "/comments", json={}, headers={"Origin": ORIGIN}),
    ):
        assert answer.status_code in {400, 415}
        assert allowed(answer) == ORIGIN


def test_without_an_origin_json_is_accepted(thread: Thread) -> None:
    for answer in writes_without_origin(thread):
        assert answer.status_code < 300
        assert allowed(answer) is None
        assert answer.headers["Vary"] == "Origin"


def writes_without_origin(thread: Thread) -> Iterator[TestResponse]:
    yield thread.send()
    yield thread.api.ask("POST", "/preview", json={"text": "x"})


def test_our_own_pages_may_write(thread: Thread) -> None:
    answer = thread.send(headers={"Origin": "http://localhost"})

    assert (answer.status_code, allowed(answer)) == (201, "http://localhost")


def test_a_preflight_is_answered_for_an_origin_of_any_site(api: Api) -> None:
    api.site(origins=(OTHERS,))

    for path in ("/comments", "/comments/1/vote", "/me", "/preview", "/nothing"):
        answer = api.ask(
            "OPTIONS",
            path,
            headers={
                "Origin": OTHERS,
                "Access-Control-Request-Method": "PUT",
                "Access-Control-Request-Headers": "authorization,content-type,idempotency-key",
            },
        )

        assert (answer.status_code, answer.data) == (204, b"")
        assert allowed(answer) == OTHERS
        assert answer.headers["Access-Control-Max-Age"] == "7200"
        assert answer.headers["Vary"] == "Origin"
        methods = answer.headers["Access-Control-Allow-Methods"].split(", ")
        assert set(methods) == {"GET", "POST", "PUT", "PATCH", "DELETE"}
        taken = answer.headers["Access-Control-Allow-Headers"].lower().split(", ")
        assert set(taken) == {"authorization", "content-type", "idempotency-key"}


@pytest.mark.parametrize("origin", [FOREIGN, *NEAR_MISSES])
def test_t34_a_preflight_of_a_foreign_origin_allows_nothing(thread: Thread, origin: str) -> None:
    answer = thread.api.ask("OPTIONS", "/comments", headers={"Origin": origin})

    named = [name for name, _ in answer.headers if name.startswith("Access-Control-Allow")]
    assert (answer.status_code, named) == (204, [])
    assert answer.headers["Vary"] == "Origin"


def test_no_answer_allows_credentials_or_sets_a_cookie(thread: Thread) -> None:
    for answer in (*writes(thread, thread.guest(), ORIGIN), thread.get("/comments")):
        names = set(answer.headers.keys())
        assert {"Access-Control-Allow-Credentials", "Set-Cookie"} & names == set()


def test_t05_a_form_of_another_page_writes_nothing(thread: Thread) -> None:
    before = thread.page()

    for origin in (FOREIGN, "null"):
        for media_type in ("application/x-www-form-urlencoded", "text/plain", "application/json"):
            answer = thread.api.ask(
                "POST",
                "/comments",
                data=f'{{"site":"{thread.site}","article":"a","text":"x"}}',
                content_type=media_type,
                headers={"Origin": origin},
            )
            assert answer.status_code in {403, 415}
    assert thread.page() == before


def test_a_refusal_stands_when_the_database_is_away(
    thread: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> AbstractContextManager[None]:
        raise Unavailable(retry_after=5)

    monkeypatch.setattr("comments_service.edge.reader.writing.glances", away)
    monkeypatch.setattr("comments_service.edge.cors.snapshot", away)

    answer = thread.send(headers={"Origin": ORIGIN})

    assert refusal(answer, 503) == ("unavailable", [])
    assert answer.headers["Retry-After"] == "5"


def test_only_whole_origins_are_known(api: Api) -> None:
    api.site(origins=(OTHERS,))

    with api.writing():
        assert sites.names_an_origin(OTHERS)
        assert not sites.names_an_origin(OTHERS[:-1])
