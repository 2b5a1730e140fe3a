import re

import pytest

from tests.edge.moderator.desk.browser import Desk
from tests.edge.moderator.world import World

pytestmark = pytest.mark.slow


def person_of(desk: Desk, comment_id: int) -> str:
    found = re.search(r"/desk/people/\d+", desk.get(f"/desk/comments/{comment_id}"))
    assert found is not None
    return found[0]


def test_a_person_has_a_page_with_history_counts_and_bans(world: World, desk: Desk) -> None:
    posted, token = world.post("The **first**", author={"name": "Per <i>"})
    other, _ = world.post("The second", token=token)
    world.decide(other, "spam")
    form = {"site": "daily", "reason": "Advertising", "rule": "spam", "days": "7"}
    desk.send("/desk/bans", kind="author", comment_id=posted, **form)

    page = desk.get(person_of(desk, posted))

    for told in (
        "Per &lt;i&gt;",
        "<strong>first</strong>",
        "is-spam",
        "Advertising",
        "50 %",
        "Lift",
    ):
        assert told in page
    assert "Banned until" in desk.get(f"/desk/comments/{other}")


def test_a_note_stands_beside_every_comment_of_its_author(world: World, desk: Desk) -> None:
    posted, _ = world.post()
    path = person_of(desk, posted)

    answer = desk.send(f"{path}/notes", text="Line one\r\nline <b>two</b>", back=path)

    assert desk.said(answer) == "Noted, for the moderators of this site."
    for page in (desk.get(path), desk.get(f"/desk/comments/{posted}")):
        assert "line &lt;b&gt;two&lt;/b&gt;" in page
        assert "Dana, " in page
    removing = re.search(r"/desk/notes/\d+/remove", desk.get(path))
    assert removing is not None
    assert desk.said(desk.send(removing[0], back=path)) == "Your note is removed."
    assert "Nobody has noted anything yet." in desk.get(path)


def test_an_author_of_another_site_is_not_there(world: World, desk: Desk) -> None:
    body = {"site": "weekly", "article": "a", "text": "Hello"}
    author = world.client.post("/api/v1/comments", json=body).get_json()["comment"]["author"]["id"]

    assert desk.client.get(f"/desk/people/{author}").status_code == 404
    assert desk.send(f"/desk/people/{author}/notes", text="Seen").status_code == 404
    assert desk.send("/desk/notes/4711/remove").status_code == 404
