"""An author reads why a comment was removed, where they wrote it, and appeals from there."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from comments_service.actions import appealing, clock, moderating
from comments_service.actions.moderating import Ruling
from comments_service.storage.authors import Subject
from tests.edge.widget.conftest import Make, Page
from tests.edge.widget.plain import HOME, Plain, Shown

DANA, BEN = (Subject("moderator", "desk", str(n), name) for n, name in enumerate(("Dana", "Ben")))


@pytest.fixture
def plain(client: FlaskClient, site: Make) -> Plain:
    return Plain(client)


def reject(app: Flask, comment_id: int = 1, *, reason: str = "A slur") -> None:
    with app.app_context():
        wanted = Ruling("reject", reason, 1, "abuse")
        moderating.decide(comment_id, DANA, wanted, charge=lambda _name: None)


def answer(app: Flask, outcome: str) -> None:
    with app.app_context():
        appealing.decide(1, BEN, outcome, "Looked again", charge=lambda _name: None)


def mine(page: Page, token: str) -> str:
    return page.send("me", token=token).text


def test_a_removed_comment_says_why_to_its_author(app: Flask, page: Page) -> None:
    token = page.post("You crook")["token"]
    reject(app)

    told = Shown(mine(page, token)).text

    assert "A moderator decided not to publish it." in told
    assert "Ground (the rules here): Abuse or threats" in told
    assert "A person decided." in told
    assert "A slur" in told
    assert "Ask for another decision" in told


def test_it_says_so_for_as_long_as_one_may_appeal(
    app: Flask, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = page.post("You crook")["token"]
    reject(app)
    now = clock.now()

    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=180))
    assert "You crook" in mine(page, token)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=185))
    assert "You crook" not in mine(page, token)


def test_a_comment_that_waits_says_what_for(page: Page, site: Make) -> None:
    site(moderation="pre")
    token = page.post("Is this so?")["token"]

    assert "read by a moderator before they appear" in mine(page, token)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("upheld", "Another moderator has looked again: the decision stands."),
        ("reversed", "Another moderator has looked again: the comment is published."),
    ],
)
def test_an_author_appeals_from_there_and_reads_what_became_of_it(
    app: Flask, plain: Plain, page: Page, outcome: str, words: str
) -> None:
    token = page.post("You crook")["token"]
    reject(app)
    link = next(href for href, said in Shown(mine(page, token)).links if "another" in said)

    plain.open(link).send("Ask for another decision", text="It is a quotation")
    assert "Another moderator takes it" in plain.shown.text
    answer(app, outcome)

    assert words in plain.open(link).shown.text
    assert plain.shown.forms == []


def test_the_code_leads_there_too(app: Flask, plain: Plain, page: Page) -> None:
    token = page.post("You crook")["token"]
    reject(app)

    plain.open(f"{HOME}/mine").send("Open", code=token)

    assert "A slur" in plain.shown.text
    assert "You crook" in plain.follow("Ask for another decision").shown.text


def test_an_appeal_that_comes_too_late_is_given_back(app: Flask, plain: Plain, page: Page) -> None:
    token = page.post("You crook")["token"]
    reject(app)
    plain.open(f"{HOME}/mine").send("Open", code=token).follow("Ask for another decision")
    reject(app, reason="Decided once more")

    plain.send("Ask for another decision", text="It is a quotation")

    assert plain.page is not None
    assert plain.page.status_code == 409
    assert "can no longer be asked for" in plain.shown.text


@pytest.mark.parametrize("ticket", ["", "forged", "AAAA"])
def test_a_ticket_that_is_none_of_ours_leads_nowhere(plain: Plain, ticket: str) -> None:
    assert plain.client.get("/appeal", query_string={"t": ticket}).status_code == 404


def test_a_ticket_ends(
    app: Flask, plain: Plain, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = page.post("You crook")["token"]
    reject(app)
    link = next(href for href, said in Shown(mine(page, token)).links if "another" in said)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=369))

    assert plain.client.get(link).status_code == 404


def test_no_other_page_sends_an_appeal(page: Page) -> None:
    answer = page.client.post("/appeal", data={"text": "x"}, headers=page.headers)

    assert answer.status_code == 403


def test_the_reasons_of_others_are_told_to_nobody(app: Flask, page: Page) -> None:
    page.post("You crook")
    reject(app)
    other = page.post("Hello")["token"]

    assert "A slur" not in mine(page, other)
    assert "A slur" not in page.get("/embed/v1/thread").text
