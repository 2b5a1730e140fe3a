import pytest

from tests.edge.widget.conftest import Make, Outline, Page, section


def test_a_comment_is_answered_with_itself_and_what_makes_it_the_writers_own(page: Page) -> None:
    response = page.send("comments", text="*Hello*", name="Ann")

    answer = section(response)
    assert response.status_code == 201
    assert answer["name"] == "Ann"
    assert answer["token"].startswith("cg1.")
    assert (answer["title"], answer["seconds"]) == ("1 comment", "900")
    assert Outline(response.text).all("li", id=f"c-{answer['id']}")
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_known_guest_stays_who_they_are(page: Page) -> None:
    first = page.post("one", name="Ann")

    second = page.post("two", token=first["token"])

    assert second["by"] == first["by"]
    assert "token" not in second


def test_a_held_comment_is_shown_to_its_author_with_what_happens_next(
    page: Page, site: Make
) -> None:
    site(moderation="pre")

    response = page.send("comments", text="Hello")

    assert response.status_code == 202
    assert "A moderator reads it next" in Outline(response.text).text
    assert "Hello" not in page.get("/embed/v1/thread").text


def test_a_second_press_makes_no_second_comment(page: Page) -> None:
    first = page.send("comments", text="Hello", key="once")

    again = page.send("comments", text="Hello", key="once")

    assert section(again)["id"] == section(first)["id"]
    assert section(again)["token"] == section(first)["token"]
    assert again.headers["Idempotent-Replay"] == "true"


def test_a_second_press_after_the_first_answer_makes_none_either(page: Page) -> None:
    first = section(page.send("comments", text="Hello", key="once"))

    again = page.send("comments", text="Hello", key="once", token=first["token"])

    assert section(again)["id"] == first["id"]
    assert again.headers["Idempotent-Replay"] == "true"


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"text": "   "}, 400, "text_blank"),
        ({"text": "x" * 10_001}, 400, "text_too_long"),
        ({"text": "x", "parent_id": "99"}, 404, "parent_unknown"),
        ({"text": "x", "parent_id": "1.5"}, 400, "invalid"),
        ({"text": "x", "site": "nowhere"}, 404, "site_unknown"),
        ({"text": "x", "article": "undefined"}, 400, "invalid"),
        ({"text": "x", "name": "Moderator"}, 400, "name_reserved"),
        ({"text": "x", "token": "cg1.forged"}, 401, "token_invalid"),
        ({"text": "x", "shout": "yes"}, 400, "invalid"),
        ({"text": "x\0"}, 400, "invalid"),
    ],
)
def test_what_cannot_be_posted_is_told_by_its_code(
    page: Page, fields: dict[str, str], status: int, code: str
) -> None:
    response = page.send("comments", **fields)

    assert (response.status_code, section(response)["code"]) == (status, code)


def test_the_refusal_is_in_the_readers_language(page: Page) -> None:
    response = page.send("comments", text=" ", lang="de")

    assert "Bitte schreiben Sie zuerst etwas." in response.text


def test_a_preview_is_clean_html(page: Page) -> None:
    response = page.send("preview", text="**bold** <script>alert(1)</script>")

    outline = Outline(response.text)
    assert outline.all("strong")
    assert not outline.all("script")


@pytest.mark.parametrize("url", ["http://[x", "https://ex\u2100mple.org/", "nowhere"])
def test_a_page_with_a_broken_address_loses_no_text(page: Page, url: str) -> None:
    assert page.post("Hello", url=url)["title"] == "1 comment"


def test_a_new_guest_is_given_a_code_for_who_has_no_storage(page: Page) -> None:
    first = page.send("comments", text="one")
    token = section(first)["token"]
    again = page.send("comments", text="two", token=token)

    outline = Outline(first.text)
    assert [one for one in outline.all("input", value=token) if "readonly" in one]
    assert outline.all("a", href="http://localhost/mine?lang=en", rel="noopener")
    assert not Outline(again.text).all("input")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "x" * (256 * 1024 + 1)}, "too long: 10,000 characters at most"),
        ({"text": "x", "parent_id": "99"}, "no longer there. Your text is still here."),
        ({"text": "x", "token": "cg1.forged"}, "We could not recognise you."),
        ({"text": "x", "site": "nowhere"}, "There is no such site here."),
    ],
)
def test_what_cannot_be_posted_is_told_in_words_of_its_own(
    page: Page, fields: dict[str, str], words: str
) -> None:
    assert words in page.send("comments", **fields).text


def test_every_policy_that_refuses_a_text_says_so_and_that_it_is_kept(
    page: Page, site: Make
) -> None:
    site(posting="closed")
    assert "switched off at the moment. Your text is still here." in (
        page.send("comments", text="x").text
    )

    site(posting="open", guests="refused")
    assert "Please sign in on this site to write." in page.send("comments", text="x").text
