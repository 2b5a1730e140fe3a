"""The log, from which everything can be taken back for a day."""

import re
from datetime import timedelta

import pytest

from comments_service.actions import clock
from tests.edge.moderator.desk.browser import Desk
from tests.edge.moderator.test_batches import begin, three
from tests.edge.moderator.world import World

pytestmark = pytest.mark.slow

FORM = re.compile(r'<form method="post" action="([^"]+)">(.*?)</form>', re.DOTALL)
FIELD = re.compile(r'name="(\w+)" value="([^"]*)"')


def forms(desk: Desk) -> list[tuple[str, dict[str, str]]]:
    """Return the forms of the log that take something back, from the top."""
    rows = desk.get("/desk/log").partition("<tbody>")[2]
    return [(action, dict(FIELD.findall(fields))) for action, fields in FORM.findall(rows)]


def test_a_decision_a_pin_and_a_closed_thread_are_taken_back(world: World, desk: Desk) -> None:
    first, second = world.post("One")[0], world.post("Two")[0]
    world.decide(first, "reject")
    world.call("PUT", f"/moderation/comments/{second}/pin")
    thread = {"site": "daily", "article": "budget-2026"}
    world.call("PUT", "/moderation/articles/lock", query_string=thread)

    for action, fields in forms(desk):
        assert desk.send(action, **fields).status_code == 303

    page = world.page()
    assert page["count"] == 2
    assert (page["pinned"], page["article"]["locked"]) == ([], False)
    assert forms(desk) == []


def test_what_no_longer_stands_has_no_undo(world: World, desk: Desk) -> None:
    posted, _ = world.post()
    world.decide(posted, "reject")
    world.decide(posted, "approve")

    ((_, fields),) = forms(desk)

    assert fields["seen"] == "2"


def test_after_a_day_nothing_is_taken_back(
    world: World, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted, _ = world.post()
    world.decide(posted, "reject")
    later = clock.now() + timedelta(hours=24, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)

    offered = forms(desk)
    answer = desk.send(f"/desk/comments/{posted}/undo", seen="1")

    assert offered == []
    assert (answer.status_code, "24 hours" in answer.text) == (409, True)
    assert world.page()["count"] == 0


def test_the_newest_batches_stand_above(careful: World, desk: Desk) -> None:
    three(careful)
    batch = begin(careful, filter="held").get_json()["batch"]["id"]

    page = desk.get("/desk/log")

    assert f'<a href="/desk/batches/{batch}">Spam 3 comments at once</a>' in page
