from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from comments_service import create_app
from comments_service.actions import administering, clock
from comments_service.domain import keys
from comments_service.storage.db import db, snapshot
from comments_service.storage.models import DeskSession, SignIn
from tests.databases import let_go
from tests.edge.moderator.desk.browser import OURS, Desk, cookie
from tests.edge.moderator.world import World

pytestmark = pytest.mark.slow


@pytest.fixture
def link(world: World) -> str:
    with world.app.app_context():
        administering.invite("Dana", "daily", "moderator")
        return administering.sign_in_token("Dana")


def use(app: Flask, link: str, **headers: str) -> TestResponse:
    sent = {"Origin": OURS, **headers}
    return app.test_client().post("/desk/sign-in", data={"link": link}, headers=sent)


def rows(app: Flask) -> list[str]:
    with app.app_context(), snapshot():
        links = db.session.scalars(select(SignIn.digest)).all()
        return [*links, *db.session.scalars(select(DeskSession.digest)).all()]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_c119_a_link_that_a_mail_scanner_follows_twice_still_works(
    world: World, link: str, method: str
) -> None:
    before = rows(world.app)
    scanner = {"User-Agent": "MailScanner/4.2 (link check)"}
    for _ in range(2):
        answer = world.client.open(
            "/desk/sign-in", method=method, query_string={"link": link}, headers=scanner
        )
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers

    assert rows(world.app) == before
    assert use(world.app, link).status_code == 303


def test_c119_the_page_of_a_link_is_a_form_with_a_button(world: World, link: str) -> None:
    page = world.client.get("/desk/sign-in", query_string={"link": link}).text

    assert '<form method="post" action="/desk/sign-in">' in page
    assert f'name="link" value="{link}"' in page
    assert "<script" not in page
    assert "http-equiv" not in page


def test_a_link_signs_in_once(world: World, link: str) -> None:
    first, again = use(world.app, link), use(world.app, link)

    assert (first.status_code, first.headers["Location"]) == (303, "/desk")
    assert again.status_code == 403
    assert "used already" in again.text


def test_of_many_who_use_a_link_at_once_one_gets_in(world: World, link: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: use(world.app, link).status_code, range(8)))

    assert sorted(answers) == [303] + [403] * 7
    assert len(rows(world.app)) == 1


def test_a_link_runs_out(world: World, link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tomorrow = clock.now() + timedelta(days=1, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)

    assert use(world.app, link).status_code == 403


def test_only_the_hash_of_a_session_is_kept(world: World, link: str) -> None:
    token = cookie(use(world.app, link)).split(";")[0].removeprefix("desk=")

    (kept,) = rows(world.app)
    assert kept == keys.fingerprint(token)


def test_the_cookie_is_of_this_site_alone_for_thirty_days(world: World, link: str) -> None:
    marks = cookie(use(world.app, link)).split("; ")[1:]

    assert {"HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=2592000"} <= set(marks)
    assert "Secure" not in marks
    assert not any(mark.startswith("Domain") for mark in marks)


def test_by_https_the_cookie_is_bound_to_this_very_host(
    world: World, settings: dict[str, str], link: str
) -> None:
    secure = create_app({**settings, "COMMENTS_PUBLIC_URL": "https://comments.example.org"})

    made = cookie(use(secure, link, Origin="https://comments.example.org"))
    let_go(secure)

    assert made.startswith("__Host-desk=")
    assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= set(made.split("; "))


def test_a_session_ends_thirty_days_after_the_last_deed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = clock.now()
    monkeypatch.setattr(clock, "now", lambda: begun + timedelta(days=20))
    fields = {"site": "daily", "article": "a", "locked": "yes"}
    prolonged = desk.send("/desk/articles/lock", **fields)
    monkeypatch.setattr(clock, "now", lambda: begun + timedelta(days=49))

    desk.get()
    monkeypatch.setattr(clock, "now", lambda: begun + timedelta(days=51))

    assert "Max-Age=2592000" in cookie(prolonged)
    assert desk.client.get("/desk").status_code == 403


def test_looking_prolongs_nothing(
    world: World, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kept() -> list[object]:
        with world.app.app_context(), snapshot():
            return list(db.session.scalars(select(DeskSession.expires_at)))

    before, later = kept(), clock.now() + timedelta(days=20)
    monkeypatch.setattr(clock, "now", lambda: later)

    answer = desk.client.get("/desk")

    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert kept() == before


def test_who_signs_out_is_out_everywhere(world: World, desk: Desk) -> None:
    stolen = desk.client.get_cookie("desk")
    assert stolen is not None

    answer = desk.send("/desk/sign-out")

    assert answer.headers["Location"] == "/desk/sign-in"
    assert desk.client.get_cookie("desk") is None
    other = world.app.test_client()
    other.set_cookie("desk", stolen.value)
    assert other.get("/desk").status_code == 403


def test_nobody_guesses_links_quickly(settings: dict[str, str]) -> None:
    app = create_app({**settings, "COMMENTS_LIMITS_FACTOR": "1"})

    codes = [use(app, f"guess-{number}").status_code for number in range(6)]
    let_go(app)

    assert codes == [403] * 5 + [429]
