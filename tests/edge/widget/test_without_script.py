"""Guests without JavaScript: a form, a ticket for fifteen minutes, a code for later."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from werkzeug.test import TestResponse

from comments_service.actions import clock
from tests.edge.widget.conftest import Make, Outline, Page

FRAME = "/embed/v1/frame"


def fill(ours: Page, text: str, place: str = FRAME, **asked: object) -> TestResponse:
    """Open the page with the form, fill it in and send it, as a browser would."""
    form = Outline(ours.get(place, **({"write": 1} | asked)).text)
    parent = {"parent_id": form.hidden("parent_id")} if "reply" in asked else {}
    return ours.send(
        "comments", text=text, form=form.hidden("form"), back=form.hidden("back"), **parent
    )


def follow(ours: Page, response: TestResponse) -> TestResponse:
    assert response.status_code == 303
    return ours.client.get(response.headers["Location"])


def test_a_post_leads_back_to_the_comment_with_a_ticket(ours: Page) -> None:
    response = fill(ours, "Hello")

    target = urlsplit(response.headers["Location"])
    assert (target.path, target.fragment) == (FRAME, "c-1")
    assert "t=" in target.query
    assert "cg1." not in target.query


@pytest.mark.parametrize("place", [FRAME, "/t"])
def test_the_page_behind_shows_the_comment_and_what_to_do_with_it(ours: Page, place: str) -> None:
    page = follow(ours, fill(ours, "Hello", place))

    outline = Outline(page.text)
    assert "Hello" in outline.text
    assert {form["action"] for form in outline.all("form")} == {
        "http://localhost/embed/v1/act",
        "http://localhost/mine",
    }
    assert page.headers["Cache-Control"] == "private, no-store"


def test_a_held_comment_is_shown_to_who_holds_the_ticket(ours: Page, site: Make) -> None:
    site(moderation="pre")

    page = follow(ours, fill(ours, "waits for a moderator"))

    assert "waits for a moderator" in page.text
    assert "A moderator reads it next" in page.text
    assert "waits for a moderator" not in ours.get(FRAME).text


def test_a_reply_says_whom_it_answers(ours: Page) -> None:
    ours.post("Hello", name="Ann")
    assert "Reply to Ann" in Outline(ours.get(FRAME, reply=1).text).text

    page = follow(ours, fill(ours, "Hello Ann", reply=1))

    assert Outline(page.text).all("li", **{"data-under": "1"})


def test_a_second_press_makes_no_second_comment(ours: Page) -> None:
    form = Outline(ours.get(FRAME, write=1).text).hidden("form")
    first = ours.send("comments", text="Hello", form=form, back=FRAME)

    again = ours.send("comments", text="Hello", form=form, back=FRAME)

    assert again.headers["Location"] == first.headers["Location"]
    assert "1 comment" in ours.get(FRAME).text


@pytest.mark.parametrize("form", ["", "forged", "AAAA"])
def test_a_form_that_is_not_ours_is_given_back_with_its_text(ours: Page, form: str) -> None:
    response = ours.send("comments", text="kept", form=form, back=FRAME)

    assert response.status_code == 400
    assert "kept" in Outline(response.text).text


def test_a_form_of_another_thread_is_not_taken(ours: Page) -> None:
    form = Outline(ours.get(FRAME, write=1).text).hidden("form")
    elsewhere = Page(ours.client, article="another", headers=ours.headers)

    assert elsewhere.send("comments", text="x", form=form, back=FRAME).status_code == 400


def test_a_form_never_expires(ours: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    form = Outline(ours.get(FRAME, write=1).text).hidden("form")
    later = clock.now() + timedelta(days=3)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert ours.send("comments", text="after thinking", form=form, back=FRAME).status_code == 303


def test_an_answer_to_what_is_gone_keeps_its_text(ours: Page) -> None:
    first = ours.post("to be deleted")
    form = Outline(ours.get(FRAME, reply=1).text).hidden("form")
    ours.send("act", act="delete", id=1, token=first["token"])

    response = ours.send("comments", text="kept", form=form, parent_id=1, back=FRAME)

    outline = Outline(response.text)
    assert response.status_code == 409
    assert "no longer there" in outline.text
    assert "kept" in outline.text
    assert not outline.all("input", name="parent_id")


def test_the_ticket_changes_the_comment(ours: Page) -> None:
    outline = Outline(follow(ours, fill(ours, "frist")).text)
    ticket, version = outline.hidden("ticket"), outline.hidden("version")

    page = follow(
        ours,
        ours.send(
            "act", act="edit", id=1, version=version, text="first", ticket=ticket, back=FRAME
        ),
    )

    assert "first" in Outline(page.text).text
    assert "first" in ours.get(FRAME).text


def test_a_change_that_is_refused_keeps_its_text(ours: Page) -> None:
    outline = Outline(follow(ours, fill(ours, "frist")).text)
    ticket = outline.hidden("ticket")

    response = ours.send("act", act="edit", id=1, version=7, text="kept", ticket=ticket, back=FRAME)

    assert response.status_code == 409
    assert "kept" in Outline(response.text).text
    assert any("open" in details for details in Outline(response.text).all("details"))


def test_the_ticket_deletes_the_comment(ours: Page) -> None:
    ticket = Outline(follow(ours, fill(ours, "regretted")).text).hidden("ticket")

    page = follow(ours, ours.send("act", act="delete", id=1, ticket=ticket, back=FRAME))

    assert "Your comment is deleted." in Outline(page.text).text
    assert "regretted" not in page.text


def test_a_ticket_is_for_one_comment(ours: Page) -> None:
    ours.post("somebody else's")
    ticket = Outline(follow(ours, fill(ours, "mine")).text).hidden("ticket")

    response = ours.send("act", act="delete", id=1, ticket=ticket)

    assert response.status_code == 403


def test_a_ticket_shows_nothing_on_another_site(ours: Page) -> None:
    query = urlsplit(fill(ours, "mine alone").headers["Location"]).query
    ticket = parse_qs(query)["t"][0]
    elsewhere = Page(ours.client, site="other", headers=ours.headers)

    assert "mine alone" not in elsewhere.get(FRAME, t=ticket).text


def test_a_ticket_ends_with_the_edit_window(ours: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    response = fill(ours, "Hello")
    ticket = Outline(follow(ours, response).text).hidden("ticket")
    later = clock.now() + timedelta(minutes=16)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert ours.send("act", act="delete", id=1, ticket=ticket).status_code == 401
    assert not Outline(follow(ours, response).text).all("form")


def test_the_code_is_shown_after_the_post_and_not_later(
    ours: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = fill(ours, "Hello")
    assert "cg1." in follow(ours, response).text

    later = clock.now() + timedelta(minutes=3)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert "cg1." not in follow(ours, response).text


def test_the_code_leads_back_to_ones_comments(ours: Page) -> None:
    code = Outline(follow(ours, fill(ours, "frist")).text).hidden("code")

    page = ours.client.post("/mine", data={"code": code}, headers=ours.headers)

    outline = Outline(page.text)
    assert "frist" in outline.text
    assert page.headers["Cache-Control"] == "private, no-store"
    fields = {name: outline.hidden(name) for name in ("site", "article", "id", "version", "token")}
    edited = ours.client.post(
        "/embed/v1/act",
        data={**fields, "act": "edit", "text": "first", "back": "/mine"},
        headers=ours.headers,
    )
    assert "first" in Outline(edited.text).text
    assert "first" in ours.get(FRAME).text


@pytest.mark.parametrize("code", ["", "wrong", "cg1.AAAA"])
def test_a_wrong_code_is_said_to_be_one(ours: Page, code: str) -> None:
    page = ours.client.post("/mine", data={"code": code}, headers=ours.headers)

    assert page.status_code == 401
    assert "This code is not valid." in Outline(page.text).text


def test_a_bare_act_leads_back_too(ours: Page) -> None:
    ours.post("Hello")

    response = ours.send("act", act="vote", id=1, value=1, back="/t")

    assert response.headers["Location"].endswith("#c-1")
