import json

import pytest

from tests.edge.widget.conftest import Make, Outline, Page, section


@pytest.fixture
def mine(page: Page) -> dict[str, str]:
    return page.post("as I *typed* it", name="Ann")


def act(page: Page, name: str, comment: dict[str, str], **fields: object) -> dict[str, object]:
    return {"act": name, "id": comment["id"], "token": comment["token"], **fields}


def test_the_text_comes_back_as_it_was_typed_in_a_form_to_change_it(
    page: Page, mine: dict[str, str]
) -> None:
    outline = Outline(page.send("act", **act(page, "text", mine)).text)

    assert "as I *typed* it" in outline.text
    assert outline.all("button", **{"data-do": "save"})[0]["value"] == "1"


def test_the_form_has_the_version_that_stands_for_who_has_typed_another(
    page: Page, mine: dict[str, str]
) -> None:
    page.send("act", **act(page, "edit", mine, text="**newest**", version=1))

    outline = Outline(page.send("act", **act(page, "text", mine)).text)

    assert "hidden" in outline.all("div", **{"class": "ct-newest"})[0]
    assert outline.all("strong")
    assert outline.all("button", **{"data-do": "save"})[0]["value"] == "2"


def test_an_edit_is_answered_with_the_comment(page: Page, mine: dict[str, str]) -> None:
    response = page.send("act", **act(page, "edit", mine, text="better", version=1))

    assert response.status_code == 200
    assert "better" in Outline(response.text).text
    assert "edited" in Outline(page.get("/embed/v1/thread").text).text


def test_an_edit_of_an_older_version_is_refused(page: Page, mine: dict[str, str]) -> None:
    page.send("act", **act(page, "edit", mine, text="better", version=1))

    response = page.send("act", **act(page, "edit", mine, text="worse", version=1))

    assert (response.status_code, section(response)["code"]) == (409, "version_stale")


def test_what_is_deleted_is_gone(page: Page, mine: dict[str, str]) -> None:
    response = page.send("act", **act(page, "delete", mine))

    assert not Outline(response.text).all("article")
    assert section(response)["title"] == "Comments"
    assert "typed" not in page.get("/embed/v1/thread").text


def test_what_was_answered_stays_as_a_tombstone(page: Page, mine: dict[str, str]) -> None:
    page.post("an answer", parent_id=mine["id"])

    response = page.send("act", **act(page, "delete", mine))

    assert "This comment was removed" in Outline(response.text).text
    assert section(response)["title"] == "1 comment"


@pytest.mark.parametrize("name", ["text", "edit", "delete"])
def test_nobody_else_changes_a_comment(page: Page, mine: dict[str, str], name: str) -> None:
    stranger = page.post("mine", name="Bob")
    fields = {"text": "taken over", "version": 1} if name == "edit" else {}

    response = page.send("act", act=name, id=mine["id"], token=stranger["token"], **fields)

    assert (response.status_code, section(response)["code"]) == (403, "not_yours")


def test_a_vote_counts_once_and_is_taken_back(page: Page, mine: dict[str, str]) -> None:
    first = section(page.send("act", act="vote", id=mine["id"], value=1))
    voter = first["token"]
    again = section(page.send("act", act="vote", id=mine["id"], value=1, token=voter))
    turned = section(page.send("act", act="vote", id=mine["id"], value=-1, token=voter))
    back = section(page.send("act", act="vote", id=mine["id"], value=0, token=voter))

    assert [(one["up"], one["down"]) for one in (first, again, turned, back)] == [
        ("1", "0"),
        ("1", "0"),
        ("0", "1"),
        ("0", "0"),
    ]


def test_a_report_is_thanked_for(page: Page, mine: dict[str, str]) -> None:
    response = page.send("act", act="report", id=mine["id"], reason="spam", detail="look")

    assert response.status_code == 201
    assert section(response)["say"] == "Thank you. A moderator will look at it."


@pytest.mark.parametrize(
    "fields",
    [
        {"act": "shout", "id": 1},
        {"act": "vote", "id": 1, "value": 2},
        {"act": "vote", "id": "one", "value": 1},
        {"act": "report", "id": 1, "reason": "boredom"},
        {"act": "edit", "id": 1, "text": "x"},
        {"id": 1},
    ],
)
def test_what_is_no_act_is_refused(
    page: Page, mine: dict[str, str], fields: dict[str, object]
) -> None:
    assert page.send("act", **fields).status_code == 400


def test_a_comment_of_another_site_is_not_there(page: Page, mine: dict[str, str]) -> None:
    elsewhere = Page(page.client, site="other", headers={"Origin": "https://other.example.org"})

    response = elsewhere.send("act", act="vote", id=mine["id"], value=1)

    assert response.status_code == 404


def test_a_reader_is_told_what_is_theirs(page: Page, site: Make, mine: dict[str, str]) -> None:
    other = page.post("Bob's", name="Bob")
    page.send("act", act="vote", id=other["id"], value=1, token=mine["token"])
    site(moderation="pre")
    held = page.post("waits", token=mine["token"])

    response = page.send("me", token=mine["token"])

    answer, outline = section(response), Outline(response.text)
    assert (answer["by"], answer["name"]) == (mine["by"], "Ann")
    assert json.loads(answer["votes"]) == {other["id"]: 1}
    assert [one["id"] for one in outline.all("li")] == [f"c-{mine['id']}", f"c-{held['id']}"]
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_reader_is_told_what_they_have_deleted(page: Page, mine: dict[str, str]) -> None:
    page.send("act", **act(page, "delete", mine))

    assert section(page.send("me", token=mine["token"]))["gone"] == mine["id"]


def test_nobody_is_nobody(page: Page) -> None:
    assert page.send("me").status_code == 401
