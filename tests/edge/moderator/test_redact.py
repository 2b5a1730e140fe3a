from werkzeug.test import TestResponse

from tests.edge.moderator.world import World, problem


def redact(world: World, comment_id: int, text: str, version: int = 1, **kw: str) -> TestResponse:
    body = {"text": text, "version": version}
    return world.call("PATCH", f"/moderation/comments/{comment_id}", json=body, **kw)


def test_a_text_is_replaced_under_its_authors_name(world: World) -> None:
    posted, _ = world.post("Call me at 555 0100", author={"name": "Ines"})

    item = redact(world, posted, "Call me at *(number removed)*").get_json()

    assert item["comment"]["version"] == 2
    (shown,) = world.page()["comments"]
    assert shown["html"] == "<p>Call me at <em>(number removed)</em></p>"
    assert shown["author"]["name"] == "Ines"
    assert world.events()[-1] == "comment.edited"


def test_a_redaction_is_a_decision_about_what_stood_there(world: World) -> None:
    posted, _ = world.post()
    redact(world, posted, "Less")

    query = {"site": "daily", "comment": posted}
    log = world.call("GET", "/moderation/decisions", query_string=query).get_json()["decisions"]

    assert [(one["action"], one["version"]) for one in log] == [("redact", 1)]


def test_what_is_hidden_stays_hidden(careful: World) -> None:
    posted, _ = careful.post()

    assert redact(careful, posted, "Less").get_json()["comment"]["status"] == "held"


def test_a_newer_text_is_not_overwritten(world: World) -> None:
    posted, token = world.post()
    world.edit(posted, token, "Changed meanwhile")

    assert problem(redact(world, posted, "Less")) == (409, "version_stale")


def test_the_same_text_changes_nothing(world: World) -> None:
    posted, _ = world.post("Quiet")

    item = redact(world, posted, "Quiet").get_json()

    assert item["comment"]["version"] == 1


def test_a_blank_text_is_refused(world: World) -> None:
    posted, _ = world.post()

    assert problem(redact(world, posted, " \n")) == (400, "text_blank")


def test_an_author_cannot_put_back_unseen_what_was_taken_out(world: World) -> None:
    posted, token = world.post("Call me at 555 0100")
    redact(world, posted, "Call me")

    world.edit(posted, token, "Call me at 555 0100", version=2)

    item = world.queue("held")["items"][0]
    assert item["comment"]["reasons"] == ["edited_after_redaction"]
    assert world.page()["comments"] == []


def test_what_is_gone_or_of_another_site_cannot_be_redacted(world: World) -> None:
    posted, token = world.post()

    assert problem(redact(world, posted, "Less", key=world.new_key("weekly"))) == (
        404,
        "comment_unknown",
    )
    world.delete(posted, token)
    assert problem(redact(world, posted, "Less")) == (410, "comment_gone")
