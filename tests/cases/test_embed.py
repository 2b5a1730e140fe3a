"""What goes wrong when a thread stands on other people's pages."""

import re
from typing import Any

import pytest
from flask import Flask

from comments_service import create_app
from tests import databases
from tests.api import Api, Thread

MINE, OTHERS = "https://a.example.org", "https://b.example.org"
STRANGER = "https://evil.example.net"
PUBLIC = (
    *("/api/v1/comments", "/api/v1/comments/4711", "/api/v1/head", "/api/v1/counts"),
    *("/embed/v1/thread", "/feeds/atom", "/embed/v1/ld"),
)


@pytest.mark.parametrize("origin", [MINE, OTHERS, None, STRANGER, "null"])
def test_c109_a_cache_can_mix_up_no_two_pages(api: Api, origin: str | None) -> None:
    """What is public is the same for all; what is private echoes a registered page, or nobody."""
    thread = api.site(origins=(MINE, OTHERS))
    written = thread.guest()
    sent = {} if origin is None else {"Origin": origin}
    private = [
        api.ask("GET", "/me", query_string=thread.place, headers=sent, token=written.token),
        api.ask("GET", "/me", query_string=thread.place, headers=sent),
    ]
    public = [
        api.ask("GET", f"http://localhost{path}", query_string=thread.place, headers=sent)
        for path in PUBLIC
    ]
    posted = thread.send("From a page", headers=sent)

    assert (posted.status_code == 201) is (origin in {MINE, OTHERS, None})
    for answer in (*private, posted):
        echoed = answer.headers.get("Access-Control-Allow-Origin")
        assert echoed == (origin if origin in {MINE, OTHERS} else None)
        assert "Origin" in answer.vary
        assert "Access-Control-Allow-Credentials" not in answer.headers
    assert {answer.headers["Access-Control-Allow-Origin"] for answer in public} == {"*"}
    assert all("Origin" not in answer.vary for answer in public)


@pytest.mark.parametrize(
    "path",
    [
        *("/api/v1/moderation/queue", "/API/V1/moderation/queue", "/api/v1//moderation/queue"),
        *("/Api/v1/Moderation/Queue", "/api/v1/moderation%2fqueue", "/api/v1/%6doderation/queue"),
        *("/desk", "/DESK", "/mine"),
    ],
)
def test_c110_no_spelling_opens_what_is_not_public(api: Api, path: str) -> None:
    for method in ("GET", "OPTIONS"):
        answer = api.ask(method, f"http://localhost{path}", headers={"Origin": STRANGER})

        # What is nowhere is nothing of ours.
        if answer.status_code != 404:
            assert answer.headers.get("Access-Control-Allow-Origin") is None


@pytest.mark.parametrize("path", ["/api/v1/comments", "/t", "/feeds/json", "/embed/v1/ld"])
def test_c110_a_plus_is_a_plus_and_a_blank_a_blank(thread: Thread, path: str) -> None:
    for key in ("a+b", "a b"):
        thread.of(key).write(f"About ({key})")

    for spelt, key in {"a%2Bb": "a+b", "a%20b": "a b", "a+b": "a b"}.items():
        url = f"http://localhost{path}?site={thread.site}&article={spelt}"
        assert re.findall(r"About \((a.b)\)<?", thread.api.ask("GET", url).text)[:1] == [key]


@pytest.mark.parametrize("referrer", [None, "https://elsewhere.example.net/page"])
def test_c114_only_the_origin_says_from_where_one_writes(
    thread: Thread, referrer: str | None
) -> None:
    sent = {"Origin": "https://news.example.org"} | ({"Referer": referrer} if referrer else {})
    form = {**thread.place, "text": "Hello"}

    posted = thread.api.ask("POST", "http://localhost/embed/v1/comments", data=form, headers=sent)
    read = thread.api.ask("GET", "http://localhost/embed/v1/thread", query_string=thread.place)

    assert (posted.status_code, read.status_code) == (201, 200)


HOSTILE = '"></script><script>alert(1)</script><img src=x onerror=alert(1)>'


@pytest.mark.parametrize("place", ["/embed/v1/frame", "/t", "/embed/v1/thread"])
def test_c116_what_stands_in_the_address_is_shown_as_text_or_refused(
    thread: Thread, place: str
) -> None:
    usual = {"site": thread.site, "article": HOSTILE}
    with thread.api.app.test_client() as client:
        shown = client.get(place, query_string=usual)
        refused = [
            client.get(place, query_string={**usual, name: value})
            for name, value in (("theme", HOSTILE), ("lang", "../../x"), ("site", HOSTILE))
        ]

    assert shown.status_code == 200
    for answer in (shown, *refused):
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        if place != "/embed/v1/thread" and answer.status_code == 200:
            assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "public",
    ["https://c.example.org", "https://c.example.org/", "https://c.example.org/sub/"],
)
def test_c117_a_slash_more_or_less_changes_no_address(
    app: Flask, settings: dict[str, str], public: str
) -> None:
    thread = Api(app).site()
    comment = thread.write("https://elsewhere.example.net/page")
    made = Api(create_app({**settings, "COMMENTS_PUBLIC_URL": public}))
    base = public.rstrip("/")

    for path in ("/t", "/embed/v1/thread", "/feeds/atom", "/feeds/json", f"/c/{comment['id']}"):
        page = made.ask("GET", f"http://localhost{path}", query_string=thread.place).text
        ours: list[Any] = re.findall(r"https://c\.example\.org[^\"<\\]*", page)
        assert ours
        assert all(one.startswith(f"{base}/") and "//" not in one[8:] for one in ours), ours
    databases.let_go(made.app)


@pytest.mark.parametrize("public", ["c.example.org", "//c.example.org", "ftp://c.example.org"])
def test_c117_an_address_without_its_scheme_is_refused_at_the_start(
    settings: dict[str, str], public: str
) -> None:
    with pytest.raises(RuntimeError, match="COMMENTS_PUBLIC_URL"):
        create_app({**settings, "COMMENTS_PUBLIC_URL": public})
