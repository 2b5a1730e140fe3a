import pytest

from tests.edge.moderator.desk.browser import Desk
from tests.edge.moderator.world import World
from tests.queries import queries

pytestmark = pytest.mark.slow


def test_one_page_tells_all_that_is_known(world: World, desk: Desk) -> None:
    parent, _ = world.post("The claim", author={"name": "Ines"}, title="The budget")
    world.post("A sibling", parent=parent)
    posted, token = world.post("First <i>version</i>", parent=parent, author={"name": "Per"})
    world.edit(posted, token, "Second version")
    world.report(posted, "abuse", "Look at the tone")
    world.decide(posted, "approve", version=2, reason="Fair enough")

    page = desk.get(f"/desk/comments/{posted}")

    for told in (
        "The claim",
        "A sibling",
        "Second version",
        "<pre>First &lt;i&gt;version&lt;/i&gt;</pre>",
        "Look at the tone",
        "Fair enough",
        "The budget",
        "budget-2026",
    ):
        assert told in page


def test_what_was_changed_since_it_was_decided_about_is_marked(world: World, desk: Desk) -> None:
    posted, token = world.post("Call me at night")
    world.decide(posted, "approve")
    before = desk.get(f"/desk/comments/{posted}")
    world.edit(posted, token, "Call him at night")
    world.edit(posted, token, "Call him by night", version=2)

    page = desk.get(f"/desk/comments/{posted}")

    assert "Changed since" not in before
    since = page.partition("Changed since version 1 was decided about")[2].partition("</pre>")[0]
    assert "Call <del>me</del><ins>him</ins> <del>at</del><ins>by</ins> night" in since


def test_the_authors_last_outcomes_are_told(world: World, desk: Desk) -> None:
    posted, token = world.post("The first")
    body = {"site": "daily", "article": "elsewhere", "text": "Another of mine"}
    sent = {"Authorization": f"Bearer {token}"}
    other = world.client.post("/api/v1/comments", json=body, headers=sent).get_json()
    world.decide(other["comment"]["id"], "spam")

    page = desk.get(f"/desk/comments/{posted}").split("Last by this author")[1]

    assert "Another of mine" in page
    assert "is-spam" in page


def test_a_deleted_comment_can_be_read_and_not_decided(world: World, desk: Desk) -> None:
    posted, token = world.post("Gone")
    world.delete(posted, token)

    page = desk.get(f"/desk/comments/{posted}")

    assert "Gone" in page
    assert "Deleted by its author" in page
    assert 'name="action"' not in page
    assert f'/desk/comments/{posted}/text"' not in page


def test_a_page_costs_the_same_however_much_is_known(world: World, desk: Desk) -> None:
    parent, _ = world.post("The claim")
    posted, token = world.post("One", parent=parent)
    world.edit(posted, token, "Two")
    for number in range(5):
        world.post(f"Sibling {number}", parent=parent)
        world.report(posted)

    with queries() as sent:
        desk.get(f"/desk/comments/{posted}")

    assert len(sent) == 19


@pytest.mark.parametrize("path", ["/desk/comments/4711", "/desk/comments/99999999999999999999"])
def test_what_is_not_there_is_not_found(desk: Desk, path: str) -> None:
    assert desk.client.get(path).status_code == 404
