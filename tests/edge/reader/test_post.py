"""POST /comments."""

import pytest

from tests.api import Api, Thread, refusal, told


def test_a_guest_is_made_by_a_first_post(thread: Thread) -> None:
    answer = thread.send("Hello", author={"name": "Ada"})

    posted = told(answer, 201)
    assert list(posted) == ["comment", "token"]
    assert posted["token"].startswith("cg1.")
    assert answer.headers["Location"].endswith(f"/api/v1/comments/{posted['comment']['id']}")
    assert posted["comment"]["author"]["name"] == "Ada"
    assert posted["comment"]["author"]["kind"] == "guest"


def test_the_location_is_where_the_comment_is(thread: Thread) -> None:
    answer = thread.send()

    there = thread.api.app.test_client().get(answer.headers["Location"])

    assert there.get_json()["comment"] == answer.get_json()["comment"]


def test_who_posts_again_is_the_same_author_and_given_no_new_token(thread: Thread) -> None:
    first = thread.guest(author={"name": "Ada"})

    again = told(thread.send(token=first.token), 201)

    assert list(again) == ["comment"]
    assert again["comment"]["author"] == first.comment["author"]


def test_a_guest_without_a_name_is_called_so(thread: Thread) -> None:
    assert thread.write()["author"]["name"] == "Guest"


def test_a_new_name_holds_for_what_is_written_from_then_on(thread: Thread) -> None:
    first = thread.guest(author={"name": "Ada"})

    second = thread.write(token=first.token, author={"name": "Ada L."})

    shown = {one["id"]: one["author"] for one in thread.page()["comments"]}
    assert shown[first.id]["name"] == "Ada"
    assert shown[second["id"]] == {**first.comment["author"], "name": "Ada L."}


def test_a_pre_moderated_post_is_held_and_public_nowhere(api: Api) -> None:
    thread = api.site(moderation="pre")

    answer = thread.send("Please wait")

    posted = told(answer, 202)
    assert (posted["comment"]["status"], posted["comment"]["published_at"]) == ("held", None)
    assert posted["comment"]["html"] == "<p>Please wait</p>"
    page = thread.page()
    assert (page["count"], page["comments"], page["next_cursor"]) == (0, [], None)
    assert thread.head()["newest"] is None
    location = api.app.test_client().get(answer.headers["Location"])
    assert refusal(location, 404) == ("comment_unknown", [])


def test_a_site_may_hold_all_that_is_posted(api: Api) -> None:
    assert told(api.site(posting="held").send(), 202)["comment"]["status"] == "held"


def test_closing_a_site_is_effective_at_once(thread: Thread) -> None:
    written = thread.guest()
    thread.rules(posting="closed")

    edit = {"text": "Changed", "version": 1}
    edited = thread.api.ask("PATCH", f"/comments/{written.id}", json=edit, token=written.token)

    assert refusal(thread.send(), 403) == ("posting_closed", [])
    assert refusal(edited, 403) == ("posting_closed", [])
    thread.rules(posting="open")
    told(thread.send(), 201)


def test_a_closed_article_takes_no_comment(thread: Thread) -> None:
    root = thread.write()
    thread.lock()

    assert refusal(thread.send(), 409) == ("article_closed", [])
    assert refusal(thread.send(parent_id=root["id"]), 409) == ("article_closed", [])
    assert thread.count() == 1


def test_a_site_may_refuse_guests(api: Api) -> None:
    thread = api.site(guests="refused")

    assert refusal(thread.send(), 401) == ("guests_refused", [])
    assert refusal(api.ask("POST", "/guests", json={"site": thread.site}), 401) == (
        "guests_refused",
        [],
    )


def test_a_site_may_take_comments_on_registered_articles_alone(api: Api) -> None:
    thread = api.site(articles="registered")

    assert refusal(thread.send(), 404) == ("article_unknown", [])
    assert thread.page()["count"] == 0


def test_a_parent_must_be_in_the_same_thread(thread: Thread) -> None:
    elsewhere = thread.of("another").write()
    thread.write()

    for parent in (elsewhere["id"], 2**53 - 1):
        refused = thread.send(parent_id=parent)
        assert refusal(refused, 404) == ("parent_unknown", ["parent_id"])
    refused = thread.of("never posted on").send(parent_id=elsewhere["id"])
    assert refusal(refused, 404) == ("parent_unknown", ["parent_id"])


@pytest.mark.parametrize("blank", ["", " ", "\n\t ", "\u200b", "\u3164"])
def test_a_blank_text_is_refused(thread: Thread, blank: str) -> None:
    assert refusal(thread.send(blank), 400) == ("text_blank", ["text"])


def test_a_text_may_have_ten_thousand_characters(thread: Thread) -> None:
    told(thread.send("é" * 10_000), 201)

    assert refusal(thread.send("é" * 10_001), 400) == ("text_too_long", ["text"])


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "Moderator", "АDMIN"])
def test_a_name_that_cannot_be_had_is_refused_by_its_field(thread: Thread, name: str) -> None:
    code, fields = refusal(thread.send(author={"name": name}), 400)

    assert (code in {"invalid", "name_reserved"}, fields) == (True, ["author.name"])


def test_an_unknown_site_is_not_found(thread: Thread) -> None:
    refused = thread.api.ask("POST", "/comments", json={"site": "x", "article": "a", "text": "b"})

    assert refusal(refused, 404) == ("site_unknown", [])


def test_a_refused_post_leaves_nothing(thread: Thread) -> None:
    before = thread.page()

    thread.send("")
    thread.send(author={"name": "admin"})
    thread.send(parent_id=1)

    assert thread.page() == before


def test_hints_about_an_article_are_not_shown(thread: Thread) -> None:
    thread.write(title="Your bank", url="https://news.example.org/story")

    article = thread.page()["article"]

    assert (article["title"], article["url"]) == (None, None)


def test_a_token_of_another_site_is_refused(api: Api) -> None:
    here, there = api.site(), api.site()
    guest = here.guest()

    assert refusal(there.send(token=guest.token), 401) == ("token_invalid", [])


@pytest.mark.parametrize("sent", ["Basic YTpi", "Bearer", "Bearer nonsense", "Bearer cg1.e30"])
def test_a_broken_credential_is_refused_when_writing(thread: Thread, sent: str) -> None:
    answer = thread.send(headers={"Authorization": sent})

    assert refusal(answer, 401) == ("token_invalid", [])
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_replies_deeper_than_shown_keep_their_parent(thread: Thread) -> None:
    chain = [thread.write()]
    for _ in range(12):
        chain.append(thread.reply(chain[-1]))

    assert [one["depth"] for one in chain] == [*range(9), 8, 8, 8, 8]
    assert [one["parent_id"] for one in chain[1:]] == [one["id"] for one in chain[:-1]]
