"""The short way answers as the long way does: byte for byte, header for header."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import product
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from comments_service.edge.front import Front
from tests.api import ORIGIN, Thread
from tests.queries import queries

pytestmark = pytest.mark.slow

Answer = tuple[bytes, str, list[tuple[str, str]]]

CODINGS = (
    *(None, "", "gzip, deflate, br, zstd", "gzip", "br", "identity", "*", "br;q=0, *"),
    *("identity;q=0", "br;q=often, ;;,=", "GZIP", "zstd"),
)
OTHERS: tuple[dict[str, str], ...] = (
    {"Authorization": "Bearer"},
    {"Authorization": "Basic Og==", "Origin": ORIGIN},
    {"Origin": "null"},
    {"Range": "bytes=0-9"},
    {"If-Modified-Since": "Wed, 25 Nov 2026 07:00:00 GMT"},
    {"Accept-Language": "fr", "Cookie": "a=b"},
    {"If-Match": "*"},
    {"If-Match": '"another"'},
    {"If-Match": "", "If-None-Match": "*"},
)


@pytest.fixture
def front(app: Flask, paper: Thread) -> Front:
    first = paper.write("The river rose again. " * 40)
    paper.reply(first, "It did *not*.")
    last = [paper.write(f"Comment {number}") for number in range(30)][-1]
    paper.reply(last)
    made = app.wsgi_app
    assert isinstance(made, Front)
    return made


@pytest.fixture
def addresses(paper: Thread) -> list[str]:
    """One of each kind of page, in its own spelling."""
    first = paper.page(sort="oldest", limit=1)["comments"][0]["id"]
    place = f"site={paper.site}&article={paper.article}"
    cursor = paper.page(limit=2)["next_cursor"]
    return [
        f"/api/v1/comments?{place}",
        f"/api/v1/comments?{place}&sort=top&limit=2&replies=0",
        f"/api/v1/comments?{place}&limit=2&cursor={cursor}",
        f"/api/v1/comments/{first}",
        f"/api/v1/comments/{first}/replies",
        f"/api/v1/counts?{place}&article=another",
        f"/api/v1/head?{place}",
        f"/embed/v1/thread?{place}",
        f"/embed/v1/thread?{place}&lang=fr&branch={first}",
        f"/embed/v1/frame?{place}&theme=dark",
        f"/embed/v1/discussed?site={paper.site}",
        f"/embed/v1/related?{place}&article=another",
        f"/t?{place}&comment={first}",
        f"/c/{first}",
        f"/c/{first}?lang=ar",
        f"/feeds/atom?{place}",
        f"/feeds/json?site={paper.site}",
        f"/embed/v1/ld?{place}",
    ]


def environ(method: str, address: str, headers: Mapping[str, str]) -> dict[str, Any]:
    path, _, query = address.partition("?")
    made = EnvironBuilder(path, method=method, query_string=query, headers=[*headers.items()])
    return {**made.get_environ(), "REMOTE_ADDR": "127.0.0.1"}


def asked(way: Any, method: str, address: str, headers: Mapping[str, str]) -> Answer:
    body, status, sent = run_wsgi_app(way, environ(method, address, headers), buffered=True)
    return b"".join(body), status, [*sent]


def tags(front: Front, address: str) -> Iterator[str]:
    """Several spellings of the tags that one may have seen, right and wrong."""
    own = [
        dict(asked(front.behind, "GET", address, {"Accept-Encoding": coding})[2])["ETag"]
        for coding in ("br", "gzip", "identity")
    ]
    yield from own
    yield f"W/{own[0]}"
    yield f'"another", {own[0]}, W/"x"'
    yield from ("*", '"another"', own[0].strip('"'), '"unclosed', ",,", "")


@pytest.mark.slow  # five thousand requests, twice
def test_both_ways_answer_the_same(front: Front, addresses: list[str]) -> None:
    compared = 0
    for address in addresses:
        conditions = [{}, *OTHERS, *({"If-None-Match": tag} for tag in tags(front, address))]
        for method, coding, headers in product(("GET", "HEAD"), CODINGS, conditions):
            sent = headers if coding is None else {**headers, "Accept-Encoding": coding}
            long = asked(front.behind, method, address, sent)

            short = asked(front, method, address, sent)

            assert short == long, (method, address, sent)
            compared += 1
    assert compared > 5_000


def test_each_page_has_a_short_way(
    front: Front, addresses: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    front.pages.min_age = 60
    for address, _ in product(addresses, range(2)):
        asked(front, "GET", address, {"Accept-Encoding": "br"})
    monkeypatch.setattr(front, "behind", None)

    with queries() as sent:
        for address, method in product(addresses, ("GET", "HEAD")):
            _, status, _ = asked(front, method, address, {"Accept-Encoding": "br"})
            assert status == "200 OK", address

    assert sent == []


def test_an_old_page_is_looked_at_before_it_is_sent(front: Front, paper: Thread) -> None:
    address = f"/api/v1/comments?site={paper.site}&article={paper.article}"
    before = asked(front, "GET", address, {})

    with queries() as sent:
        again = asked(front, "GET", address, {})
    paper.write("Another")
    with queries() as sent_for_new:
        after = asked(front, "GET", address, {})

    assert again == before != after
    assert len(sent) == 1
    # The look, and the three that a page is made of.
    assert len(sent_for_new) == 4, sent_for_new


@pytest.mark.parametrize(
    "spelling",
    [
        "/api/v1/comments?article={article}&site={site}",
        "/api/v1/comments?site={site}&article={article}&sort=newest",
        "/api/v1/comments?site={site}&article={article}&limit=025",
        "/api/v1/comments?site={site}&article={article}&",
        "/api/v1/comments?site={site}&article=%61n-article",
        "/api/v1/comments?site={site}&article={article}&utm_source=mail",
        "/api/v1/comments?site={site}&article={article}&article={article}",
        "/t?site={site}&article={article}&utm_source=mail",
        "/t?site={site}&article={article}&theme=auto",
        "/t?site={site}&article={article}&write=1",
    ],
)
def test_another_spelling_goes_the_long_way_and_is_answered_there(
    front: Front, paper: Thread, spelling: str
) -> None:
    for path in ("/api/v1/comments", "/t"):
        asked(front, "GET", f"{path}?site={paper.site}&article={paper.article}", {})
    address = spelling.format(site=paper.site, article=paper.article)

    assert front.sent(environ("GET", address, {})) is None
    asked_long, asked_short = (asked(way, "GET", address, {}) for way in (front.behind, front))
    # What has a form on it is made anew each time.
    assert asked_short[1] == asked_long[1]


def test_a_question_mark_in_a_path_is_no_query(front: Front, paper: Thread) -> None:
    address = f"/t?site={paper.site}&article={paper.article}"
    asked(front, "GET", address, {})
    within = EnvironBuilder("/t").get_environ() | {"PATH_INFO": address, "QUERY_STRING": ""}

    _, status, _ = run_wsgi_app(front, within, buffered=True)

    assert status == "404 NOT FOUND"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_what_is_no_read_goes_the_long_way(front: Front, paper: Thread, method: str) -> None:
    front.pages.min_age = 60
    address = f"/api/v1/comments?site={paper.site}&article={paper.article}"
    asked(front, "GET", address, {})

    assert asked(front, method, address, {}) == asked(front.behind, method, address, {})
    assert asked(front, method, address, {})[1][:3] in {"204", "400", "405", "415"}


def test_pages_of_another_host_are_not_this_ones(front: Front, paper: Thread) -> None:
    address = f"/t?site={paper.site}&article={paper.article}"

    for host in ("one.example.org", "two.example.org", "one.example.org:80", "one.example.org"):
        for _ in range(2):
            page, _, _ = asked(front, "GET", address, {"Host": host})
            assert f"http://{host.removesuffix(':80')}/t?".encode() in page


def test_a_database_that_is_away_is_said_by_the_long_way(
    front: Front, paper: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/api/v1/comments?site={paper.site}&article={paper.article}"
    asked(front, "GET", address, {})

    def away(_place: object) -> None:
        raise OSError

    monkeypatch.setattr(front.pages, "look", away)

    assert front.sent(environ("GET", address, {})) is None


def test_links_of_a_page_are_in_the_spelling_of_what_they_lead_to(
    front: Front, paper: Thread
) -> None:
    """So that what the script fetches, the page's own links at another path, goes the short way."""
    front.pages.min_age = 60
    place = f"site={paper.site}&article={paper.article}"
    page, _, _ = asked(front, "GET", f"/t?{place}&lang=de&limit=5", {})
    queries_of_links = {
        unescape(found)
        for found in re.findall(r'href="http://localhost/t\?([^"#]+)', page.decode())
        if not re.search("write|reply|report", found)
    }

    assert len(queries_of_links) >= 4
    for query, _ in product(queries_of_links, range(2)):
        asked(front, "GET", f"/embed/v1/thread?{query}", {})
    for query in queries_of_links:
        assert front.sent(environ("GET", f"/embed/v1/thread?{query}", {})) is not None, query


def test_hits_are_counted(front: Front, paper: Thread) -> None:
    front.pages.min_age = 60
    address = f"/t?site={paper.site}&article={paper.article}"
    for _ in range(4):
        asked(front, "GET", address, {})

    told = asked(front, "GET", "/metrics", {})[0].decode()

    assert "comments_pages_kept_total 3\n" in told
