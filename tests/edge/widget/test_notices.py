"""The notice form without an account and without a script, and the page of its receipt."""

import pytest
from flask.testing import FlaskClient

from tests.edge.widget.conftest import ORIGIN, Make, Outline, Page
from tests.edge.widget.plain import HOME, Plain

TYPED = {"explanation": "It calls for violence.", "name": "Ines", "email": "ines@example.org"}
SENT = {**TYPED, "ground": "illegal", "good_faith": "yes"}


@pytest.fixture
def plain(client: FlaskClient, site: Make) -> Plain:
    return Plain(client)


def test_a_comments_report_form_leads_to_a_notice_and_its_receipt(plain: Plain, page: Page) -> None:
    page.post("Burn it down", name="Ann")
    plain.open(f"{HOME}/t?site=paper&article=a/1").follow("Report the comment by Ann")

    plain.follow("Report illegal content")
    assert "Burn it down" in plain.shown.text
    assert plain.shown.forms[-1].fields["url"] == f"{HOME}/c/1"
    plain.send("Send report", **SENT)

    assert "Keep the address of this page" in plain.shown.text
    assert plain.page is not None
    assert plain.page.headers["Cache-Control"] == "private, no-store"


def test_the_stand_alone_page_leads_there_too(plain: Plain, page: Page) -> None:
    page.post("Hello")
    plain.open(f"{HOME}/t?site=paper&article=a/1&lang=de")

    assert plain.shown.links[-1] == (f"{HOME}/notice?lang=de", "Rechtswidrigen Inhalt melden")
    plain.follow("Rechtswidrigen Inhalt melden")

    assert plain.shown.forms[-1].fields["url"] == ""
    assert "Adresse des Kommentars" in plain.shown.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": f"{HOME}/c/99"},
        {"url": "nowhere"},
        {"name": "", "email": ""},
        {"website": "https://spam.example.org"},
        {"form": "forged"},
    ],
)
def test_a_form_that_is_refused_is_given_back_with_what_was_typed(
    plain: Plain, page: Page, wrong: dict[str, str]
) -> None:
    page.post("Hello")

    plain.open(f"{HOME}/notice?comment=1").send("Send report", **{**SENT, **wrong})

    assert plain.page is not None
    assert plain.page.status_code >= 400
    assert plain.shown.forms[-1].fields["explanation"] == TYPED["explanation"]
    assert "checked" in Outline(plain.page.text).all("input", type="checkbox")[0]


def test_a_second_press_is_the_same_notice(plain: Plain, page: Page) -> None:
    page.post("Hello")
    form = plain.open(f"{HOME}/notice?comment=1").shown.forms[-1]
    sent, origin = {**form.fields, **SENT}, {"Origin": HOME}

    answers = [plain.client.post("/notice", data=sent, headers=origin) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_no_other_page_sends_the_form(ours: Page) -> None:
    answer = ours.client.post("/notice", data=SENT, headers={"Origin": ORIGIN})

    assert answer.status_code == 403


def test_a_comment_that_nobody_sees_is_not_shown(plain: Plain, page: Page, site: Make) -> None:
    site(moderation="pre")
    page.post("waits for a moderator")

    plain.open(f"{HOME}/notice?comment=1")

    assert "waits for a moderator" not in plain.shown.text
    assert plain.shown.forms[-1].fields["url"] == ""


def test_notices_are_limited(plain: Plain, page: Page) -> None:
    page.post("Hello")
    for _ in range(11):
        plain.open(f"{HOME}/notice?comment=1").send("Send report", **SENT)

    assert plain.page is not None
    assert plain.page.status_code == 429
    assert "Retry-After" in plain.page.headers
