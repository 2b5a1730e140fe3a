"""What the desk's script asks for while somebody decides."""

from typing import Any

import pytest

from tests.edge.moderator.desk.browser import OURS, Desk
from tests.edge.moderator.world import World

pytestmark = pytest.mark.slow


def asked(desk: Desk, comment: int = 0, **fields: Any) -> Any:
    wanted = {"site": "daily", "queue": "needs_review", "since": 0, **fields}
    answer = desk.send("/desk/looking", comment=comment, **wanted)
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def test_one_sees_where_colleagues_look(world: World, desk: Desk, admin: Desk) -> None:
    posted, _ = world.post()

    asked(desk, posted)

    assert asked(admin)["looking"] == {str(posted): "Dana"}
    assert asked(desk, posted)["looking"] == {}
    asked(desk)
    assert asked(admin)["looking"] == {}


def test_a_key_and_the_desk_see_each_other(world: World, desk: Desk) -> None:
    posted, _ = world.post()
    asked(desk, posted)

    answer = world.call("PUT", f"/moderation/comments/{posted}/looking").get_json()

    assert answer == {"looking": "Dana"}
    assert asked(desk)["looking"] == {str(posted): "Newsroom"}


@pytest.mark.parametrize(
    ("queue", "new"),
    [("needs_review", 2), ("held", 1), ("reported", 1), ("mine", 0), ("search", 0)],
)
def test_what_has_come_since_is_counted(world: World, desk: Desk, queue: str, new: int) -> None:
    old, _ = world.post("Old")
    held, _ = world.post("Held")
    since = desk.get().partition('data-since="')[2].partition('"')[0]
    assert asked(desk, queue=queue, since=since)["new"] == 0

    world.report(old)
    world.decide(world.post("New")[0], "hold")
    world.decide(held, "hold")

    assert asked(desk, queue=queue, since=since)["new"] == new


def test_a_script_is_told_in_json(world: World, desk: Desk) -> None:
    posted, _ = world.post()
    fields = {"token": desk.token(), "action": "reject", "version": "1", "seen": "0"}
    sent = {"Origin": OURS, "Accept": "application/json"}
    page = f"/desk/comments/{posted}"

    done = desk.client.post(f"{page}/decision", data=fields, headers=sent)
    unseen = {"token": fields["token"], "seen": "0"}
    refused = desk.client.post(f"{page}/undo", data=unseen, headers=sent)

    assert done.get_json() == {
        "said": "Rejected: readers no longer see it.",
        "about": posted,
        "decision": 1,
    }
    assert refused.status_code == 409
    assert refused.get_json() == {
        "code": "decided_meanwhile",
        "title": "A colleague has decided about this comment meanwhile",
        "detail": "Dana has decided: the comment is rejected now",
    }
