import pytest

from tests.edge.moderator.desk.browser import Desk
from tests.edge.moderator.desk.conftest import invited
from tests.edge.moderator.test_appeals import WHY, appeal
from tests.edge.moderator.test_notices import notify
from tests.edge.moderator.world import World

pytestmark = pytest.mark.slow


@pytest.fixture
def appealed(world: World, desk: Desk) -> int:
    """A comment that Dana has rejected at the desk, and whose author has appealed."""
    posted, token = world.post("The mayor lied")
    path = f"/desk/comments/{posted}/decision"
    desk.send(path, action="reject", reason="A slur", version="1", seen="0")
    assert appeal(world, posted, token).status_code == 201
    return posted


def test_a_colleague_decides_about_an_appeal(world: World, appealed: int) -> None:
    ben = invited(world, "Ben", "daily", "moderator")
    page = ben.get("/desk/appeals")
    assert WHY in page
    assert "A slur" in page

    answer = ben.send("/desk/appeals/1/decision", outcome="reversed", reason="A quotation")

    assert ben.said(answer) == "The comment is published; its author is told."
    assert "No author asks for another decision" in ben.get("/desk/appeals")
    assert "A quotation" in ben.get("/desk/appeals", state="answered")


def test_who_has_decided_sees_it_and_has_no_buttons(desk: Desk, appealed: int) -> None:
    page = desk.get("/desk/appeals")

    assert "A colleague decides about the appeal" in page
    assert "Uphold the decision" not in page
    answer = desk.send("/desk/appeals/1/decision", outcome="upheld")
    assert answer.status_code == 403
    assert "somebody else decides about the appeal" in answer.text


def test_another_sites_moderator_sees_neither_appeals_nor_notices(
    world: World, appealed: int
) -> None:
    notify(world, world.post("Notified")[0])
    eva = invited(world, "Eva", "weekly", "moderator")

    assert "The mayor lied" not in eva.get("/desk/appeals")
    assert "Nobody has sent a notice yet" in eva.get("/desk/notices")
    assert eva.send("/desk/appeals/1/decision", outcome="upheld").status_code == 404
    assert eva.client.get("/desk/appeals?site=daily").status_code == 404


def test_a_notice_stands_in_a_list_and_beside_its_comment(world: World, desk: Desk) -> None:
    posted, _ = world.post()
    notify(world, posted)

    assert "ines@example.org" in desk.get("/desk/notices")
    assert "Notified by Ines Example, ines@example.org" in desk.get(f"/desk/comments/{posted}")
