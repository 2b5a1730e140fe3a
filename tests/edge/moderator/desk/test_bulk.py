"""Many at once at the desk, without a script: what it is about, the batch, and its undo."""

import re
from typing import Any

import pytest

from tests.edge.moderator.desk.browser import Desk
from tests.edge.moderator.test_batches import three, worked
from tests.edge.moderator.world import World

pytestmark = pytest.mark.slow


def figures(page: str) -> dict[str, str]:
    return dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page))


def begun(desk: Desk, **fields: Any) -> str:
    """Send a batch, and return the address that it leads to."""
    answer = desk.send("/desk/batches", site="daily", **fields)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_what_is_picked_is_counted_decided_and_taken_back(careful: World, desk: Desk) -> None:
    first, second, third = three(careful)
    page = desk.get("/desk/bulk", site="daily", ids=[first, third])

    batch = begun(desk, action="spam", ids=f"{first} {third}", reason=" A raid ")
    worked(careful)
    done, spam = desk.get(batch), careful.ids("spam")
    said = desk.said(desk.send(f"{batch}/undo", back=batch))
    worked(careful)

    assert figures(page) == {"Comments": "2", "Authors": "2", "Already approved": "0"}
    assert f'name="ids" value="{first} {third}"' in page
    assert figures(done)["Decided"] == "2 of 2"
    assert figures(done)["Reason"] == "A raid"
    assert sorted(spam) == [first, third]
    assert said.startswith("All of it is being taken back")
    assert careful.ids("held") == [first, second, third]
    assert "Undo all of it" not in desk.get(batch)


def test_all_of_a_queue_is_rejected_for_a_reason(careful: World, desk: Desk) -> None:
    three(careful)
    page = desk.get("/desk/bulk", site="daily", queue="held")

    begun(desk, queue="held", rule="off_topic")
    worked(careful)

    assert "All of “Held”" in page
    log = careful.call("GET", "/moderation/decisions", query_string={"site": "daily"}).get_json()
    assert [one["rule"] for one in log["decisions"]] == ["off_topic"] * 3


def test_nothing_picked_is_said(desk: Desk) -> None:
    assert "Nothing is selected" in desk.get("/desk/bulk", site="daily")


@pytest.mark.parametrize("ids", ["1,2", "-1", "1" * 16, " ".join(["1"] * 1001)])
def test_what_are_no_ids_is_refused(desk: Desk, ids: str) -> None:
    sent = desk.send("/desk/batches", site="daily", action="spam", ids=ids)
    asked = desk.client.get("/desk/bulk", query_string={"ids": ids})

    assert (sent.status_code, asked.status_code) == (400, 400)


def test_a_batch_of_another_site_is_as_if_absent(world: World, desk: Desk, admin: Desk) -> None:
    batch = admin.send("/desk/batches", site="weekly", action="spam", queue="held")

    assert desk.client.get(batch.headers["Location"]).status_code == 404
    assert desk.send(f"{batch.headers['Location']}/undo").status_code == 404


def test_a_thread_is_deleted_after_one_has_seen_what_it_is_about(world: World, desk: Desk) -> None:
    first, _ = world.post()
    world.post("Me too", parent=first)
    asked = {"site": "daily", "article": "budget-2026"}
    page = desk.get("/desk/thread", **asked)

    answer = desk.send("/desk/articles/removal", **asked, rule="abuse", reason="A raid")
    worked(world)
    batch = desk.get(answer.headers["Location"])

    assert figures(page) == {"Comments": "2", "Authors": "2", "Thread": "Open"}
    assert "Deleted a thread of 2 comments" in batch
    assert (world.page()["count"], world.page()["article"]["locked"]) == (0, True)
    assert desk.client.get("/desk/thread", query_string={"article": "none"}).status_code == 404
    assert desk.client.get("/desk/thread").status_code == 400
