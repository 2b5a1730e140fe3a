"""What goes wrong when a thread stands on other people's pages."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from comments_service import create_app
from comments_service.actions import administering
from tests import databases
from tests.api import ORIGIN, Api, Thread, told

SISTER = "https://sport.example.org"
EVIL = "https://evil.example.net"


@pytest.fixture
def shared(api: Api) -> Thread:
    """A thread that two origins may show, with a comment in it."""
    thread = api.site(origins=(ORIGIN, SISTER))
    thread.write("Hello")
    return thread


def test_c109_no_cache_can_give_one_origin_what_was_made_for_another(shared: Thread) -> None:
    """What everybody reads is the same for everybody; what is one page's own says whose it is."""
    for path in ("/comments", "/head", "/counts", "/comments/4711"):
        answers = [shared.get(path), *(asked(shared, path, one) for one in (ORIGIN, SISTER, EVIL))]
        assert {answer.headers["Access-Control-Allow-Origin"] for answer in answers} == {"*"}
        assert not any("Origin" in answer.headers.get("Vary", "") for answer in answers)
        assert not any("Access-Control-Allow-Credentials" in one.headers for one in answers)

    for origin, allowed in ((ORIGIN, ORIGIN), (SISTER, SISTER), (EVIL, None), ("null", None)):
        answer = shared.send("From a page", headers={"Origin": origin})
        assert (answer.status_code == 201) is (allowed is not None)
        assert answer.headers.get("Access-Control-Allow-Origin") == allowed
        assert "Origin" in answer.headers["Vary"]


def asked(thread: Thread, path: str, origin: str) -> TestResponse:
    return thread.api.ask("GET", path, query_string=thread.place, headers={"Origin": origin})


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/moderation/queue",
        "/API/V1/moderation/queue",
        "/api/v1/Moderation/queue",
        "/api/v1//moderation/queue",
        "/api/v1/%6doderation/queue",
        "/desk",
        "/DESK",
    ],
)
def test_c110_no_spelling_opens_what_is_for_moderators_to_other_pages(
    shared: Thread, path: str
) -> None:
    for method in ("GET", "OPTIONS"):
        with shared.api.app.test_client() as client:
            answer = client.open(path, method=method, headers={"Origin": EVIL})
        told_to = answer.headers.get("Access-Control-Allow-Origin")
        # Nothing is told but that nothing is there.
        assert told_to is None or (told_to == "*" and answer.status_code in {308, 404})


def test_c110_a_plus_and_a_blank_are_two_articles(shared: Thread) -> None:
    shared.of("a+b").write("with a plus")

    counts = told(
        shared.api.ask("GET", f"/counts?site={shared.site}&article=a%2Bb&article={quote('a b')}"),
        200,
    )["counts"]

    assert counts == {"a+b": 1, "a b": 0}


def test_c114_the_referer_is_nobodys_business(shared: Thread) -> None:
    for headers in ({"Origin": ORIGIN}, {"Origin": ORIGIN, "Referer": f"{EVIL}/page"}):
        assert shared.send("Without a Referer", headers=headers).status_code == 201
    assert shared.get("/comments").status_code == 200


@pytest.fixture(
    params=["https://c.example.org", "https://c.example.org/", "https://c.example.org/sub/"]
)
def elsewhere(
    settings: dict[str, str], request: pytest.FixtureRequest
) -> Iterator[tuple[Flask, str]]:
    """A service whose operator has written its address in one of these ways."""
    address: str = request.param
    app = create_app({**settings, "COMMENTS_PUBLIC_URL": address})
    with app.app_context():
        administering.create_site("paper", "The Paper", [ORIGIN], {})
    yield app, address.rstrip("/")
    databases.let_go(app)


def test_c117_an_address_is_one_with_or_without_a_slash_at_its_end(
    elsewhere: tuple[Flask, str],
) -> None:
    app, base = elsewhere

    fragment = app.test_client().get("/embed/v1/thread?site=paper&article=a").text

    assert f'href="{base}/t?site=paper&amp;article=a&amp;write=1#write"' in fragment


@pytest.mark.parametrize("address", ["c.example.org", "//c.example.org", "ftp://c.example.org"])
def test_c117_an_address_without_its_scheme_is_refused_at_the_start(
    settings: dict[str, str], address: str
) -> None:
    with pytest.raises(RuntimeError, match="COMMENTS_PUBLIC_URL"):
        create_app({**settings, "COMMENTS_PUBLIC_URL": address})


HOSTILE = '"></script><script>alert(1)</script><img src=x onerror=alert(1)>'


@pytest.mark.parametrize("place", ["/embed/v1/frame", "/t", "/embed/v1/thread"])
def test_c116_what_stands_in_the_address_is_shown_as_text_or_refused(
    shared: Thread, place: str
) -> None:
    usual = {"site": shared.site, "article": HOSTILE}
    with shared.api.app.test_client() as client:
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
