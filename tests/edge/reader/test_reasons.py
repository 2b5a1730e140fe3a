"""An author reads in plain terms why their comment waits; nobody else reads it here."""

from tests.api import Api, told


def reasons(api: Api, comment_id: int, token: str, lang: str = "en") -> list[str]:
    answer = api.ask("GET", f"/comments/{comment_id}/reasons?lang={lang}", token=token)
    said: list[str] = told(answer, 200)["reasons"]
    return said


def test_the_author_is_told_in_their_language(api: Api) -> None:
    held = api.site(first_held="1").guest()

    assert reasons(api, held.id, held.token) == [
        "The first comments of every new author are read by a moderator here."
    ]
    (german,) = reasons(api, held.id, held.token, "de-AT")
    assert german.startswith("Die ersten Kommentare")


def test_what_is_published_waits_for_nothing(api: Api) -> None:
    written = api.site().guest()

    assert reasons(api, written.id, written.token) == []


def test_what_was_held_and_then_published_waits_no_more(api: Api) -> None:
    thread = api.site(moderation="pre")
    held = thread.guest()
    assert len(reasons(api, held.id, held.token)) == 1

    thread.move(held.comment, "published")

    assert reasons(api, held.id, held.token) == []


def test_somebody_else_finds_nothing(api: Api) -> None:
    thread = api.site(moderation="pre")
    held, other = thread.guest(), thread.guest()

    answer = api.ask("GET", f"/comments/{held.id}/reasons", token=other.token)

    assert told(answer, 404)["code"] == "comment_unknown"
    assert told(api.ask("GET", f"/comments/{held.id}/reasons"), 404)["code"] == "comment_unknown"
