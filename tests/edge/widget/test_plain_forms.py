"""With JavaScript off: read, page, sort, reply, post, edit, delete and report by real forms."""

import pytest
from flask.testing import FlaskClient

from tests.edge.widget.conftest import Make, Page
from tests.edge.widget.plain import HOME, Plain, Shown

pytestmark = pytest.mark.slow

PLACES = ("/embed/v1/frame", "/t")


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest) -> str:
    return f"{HOME}{request.param}?site=paper&article=a/1"


@pytest.fixture
def plain(client: FlaskClient, site: Make) -> Plain:
    return Plain(client)


def test_a_thread_is_read_page_by_page_in_any_order(plain: Plain, page: Page, place: str) -> None:
    for number in range(5):
        page.post(f"number {number}")

    first = plain.open(f"{place}&limit=3").shown.text
    second = plain.follow("Show more comments").shown.text
    oldest = plain.open(f"{place}&limit=3").follow("Oldest").shown.text

    assert ["number 4" in first, "number 1" in first, "number 1" in second] == [True, False, True]
    assert oldest.index("number 0") < oldest.index("number 2")


def test_a_guest_posts_edits_and_deletes(plain: Plain, place: str) -> None:
    posted = plain.open(place).follow("Write a comment").send("Your comment", text="frist\nline")
    assert "frist\nline" in posted.shown.text

    edited = plain.send("Save", text="first\nline")
    assert "first\nline" in edited.shown.text
    assert "first\nline" in Shown(plain.client.get(place).text).text

    deleted = plain.send("Yes, delete it")
    assert "Your comment is deleted." in deleted.shown.text
    assert "No comments yet" in plain.client.get(place).text


def test_a_reply_stands_below_what_it_answers(plain: Plain, page: Page, place: str) -> None:
    page.post("Hello", name="Ann")

    plain.open(place).follow("Reply to Ann").send("Your comment", text="Hello Ann", name="Bob")

    assert "in reply to Ann" in plain.open(place).shown.text


def test_a_report_says_why_and_is_thanked_for(plain: Plain, page: Page, place: str) -> None:
    page.post("Buy my watches", name="Ann")

    plain.open(place).follow("Report the comment by Ann").send(
        "Send report", reason="spam", detail="Again"
    )

    assert "A moderator will look at it." in plain.shown.text


def test_a_held_comment_is_edited_by_its_author(plain: Plain, site: Make, place: str) -> None:
    site(moderation="pre")

    plain.open(place).follow("Write a comment").send("Your comment", text="wiats")
    plain.send("Save", text="waits")

    assert "waits" in plain.shown.text
    assert "A moderator reads it next" in plain.shown.text
    assert "waits" not in plain.client.get(place).text


def test_the_code_leads_to_forms_that_work(plain: Plain, place: str) -> None:
    plain.open(place).follow("Write a comment").send("Your comment", text="frist")
    plain.send("Manage my comments")
    assert "frist" in plain.shown.text

    plain.send("Save", text="first")
    assert "first" in plain.shown.text
    plain.send("Yes, delete it")

    assert "first" not in plain.shown.text
    assert "No comments yet" in plain.client.get(place).text


def test_what_was_changed_elsewhere_is_shown_beside_what_was_typed(
    plain: Plain, place: str
) -> None:
    plain.open(place).follow("Write a comment").send("Your comment", text="one")
    elsewhere = Plain(plain.client, plain.page).send("Save", text="the other tab's")

    refused = plain.send("Save", text="this tab's")
    assert "This comment was changed elsewhere." in refused.shown.text
    assert "the other tab's" in refused.shown.text
    assert refused.shown.forms[0].fields["text"] == "this tab's"

    assert "this tab's" in plain.send("Save").shown.text
    assert "the other tab's" in elsewhere.shown.text


def test_what_was_asked_for_goes_along_to_every_page(plain: Plain, page: Page, place: str) -> None:
    for number in range(2):
        page.post(f"number {number}")
    plain.open(f"{place}&lang=de&theme=dark&limit=1").follow("Kommentar schreiben")

    assert "Bitte schreiben Sie zuerst etwas." in plain.send("Ihr Kommentar", text=" ").shown.text
    assert "Hallo" in plain.send("Ihr Kommentar", text="Hallo").shown.text

    assert plain.page is not None
    assert '<html lang="de" dir="ltr" data-theme="dark">' in plain.page.text
    assert "number 1" not in plain.shown.text
