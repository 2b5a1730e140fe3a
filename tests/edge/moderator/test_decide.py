from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.edge.moderator.world import ARTICLE, World, problem

STATUS = {"approve": "published", "reject": "rejected", "spam": "spam", "hold": "held"}


@pytest.mark.parametrize("action", STATUS)
def test_a_decision_gives_the_comment_its_status(careful: World, action: str) -> None:
    posted, _ = careful.post()

    answer = careful.decide(posted, action, reason="By the rules")

    item = answer.get_json()
    assert answer.status_code == 200
    assert item["comment"]["status"] == STATUS[action]
    decision = item["decision"]
    assert decision["action"] == action
    assert (decision["reason"], decision["version"]) == ("By the rules", 1)
    assert (decision["status_before"], decision["status_after"]) == ("held", STATUS[action])
    assert decision["moderator"]["name"] == "Newsroom"
    assert careful.events()[-1] == f"comment.{STATUS[action]}"


def test_readers_see_what_was_approved_and_not_what_was_rejected(careful: World) -> None:
    posted, _ = careful.post()

    careful.decide(posted, "approve")
    seen = careful.page()
    careful.decide(posted, "reject")
    gone = careful.page()

    assert (seen["count"], [one["id"] for one in seen["comments"]]) == (1, [posted])
    assert (gone["count"], gone["comments"]) == (0, [])
    assert gone["version"] > seen["version"]


def test_a_rejected_comment_with_replies_leaves_a_tombstone(world: World) -> None:
    parent, _ = world.post("A claim")
    reply, _ = world.post("An answer", parent=parent)

    world.decide(parent, "reject")

    (shown,) = world.page()["comments"]
    assert (shown["id"], shown["status"], shown["html"]) == (parent, "deleted", None)
    assert [one["id"] for one in shown["replies"]] == [reply]


def test_a_newer_text_is_not_decided_by_an_older_decision(world: World) -> None:
    posted, token = world.post("Harmless")
    world.edit(posted, token, "Buy now")

    answer = world.decide(posted, "approve", version=1)

    assert problem(answer) == (409, "version_stale")
    assert answer.get_json()["errors"] == {"version": ["the newest version is 2"]}
    assert world.decide(posted, "approve", version=2).status_code == 200


def test_the_same_decision_again_is_the_same_decision(world: World) -> None:
    posted, _ = world.post()

    first = world.decide(posted, "reject", reason="Off topic").get_json()
    again = world.decide(posted, "reject", reason="Off topic").get_json()

    assert again == first
    assert world.events().count("comment.rejected") == 1


def test_a_decision_answers_the_open_reports(world: World) -> None:
    posted, _ = world.post()
    world.report(posted)

    item = world.decide(posted, "approve").get_json()

    assert (item["reports"], item["comment"]["report_count"]) == ([], 0)
    assert world.ids() == []


def test_a_report_after_a_decision_is_decided_anew(world: World) -> None:
    posted, _ = world.post()
    first = world.decide(posted, "approve").get_json()["decision"]["id"]
    world.report(posted)

    second = world.decide(posted, "approve").get_json()

    assert second["decision"]["id"] > first
    assert second["reports"] == []


def test_what_its_author_deleted_stays_deleted(world: World) -> None:
    posted, token = world.post()
    world.delete(posted, token)

    assert problem(world.decide(posted, "approve")) == (410, "comment_gone")


def test_a_pinned_comment_that_is_rejected_loses_its_pin(world: World) -> None:
    posted, _ = world.post()
    world.call("PUT", f"/moderation/comments/{posted}/pin")

    item = world.decide(posted, "reject").get_json()
    world.decide(posted, "approve")

    assert item["comment"]["pinned"] is False
    assert world.page()["pinned"] == []


def test_what_is_of_another_site_is_as_if_absent(world: World) -> None:
    posted, _ = world.post()
    key = world.new_key("weekly")

    foreign, absent = world.decide(posted, "reject", key=key), world.decide(4711, "reject", key=key)

    assert foreign.get_json() == absent.get_json()
    assert problem(foreign) == (404, "comment_unknown")
    assert world.page()["count"] == 1


def test_two_at_once_leave_one_comment_in_one_state(world: World) -> None:
    posted, _ = world.post()

    def decided(action: str) -> int:
        return (
            World(world.app, world.app.test_client(), world.key).decide(posted, action).status_code
        )

    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(decided, ["reject", "approve"] * 4))

    assert set(codes) == {200}
    approved, rejected = world.ids("approved"), world.ids("rejected")
    assert approved + rejected == [posted]
    assert world.page()["count"] == len(approved)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"action": "delete", "reason": "", "version": 1}, "action"),
        ({"action": "approve", "reason": 1, "version": 1}, "reason"),
        ({"action": "approve", "version": True}, "version"),
        ({"action": "approve", "reason": "no\0", "version": 1}, "reason"),
        ({"action": "approve"}, "version"),
        ({"action": "approve", "version": 1, "notify": False}, "notify"),
    ],
)
def test_a_wrong_decision_is_told_its_field(
    world: World, body: dict[str, object], field: str
) -> None:
    posted, _ = world.post()

    answer = world.call("PUT", f"/moderation/comments/{posted}/decision", json=body)

    assert problem(answer) == (400, "invalid")
    assert list(answer.get_json()["errors"]) == [field]


def test_a_page_of_another_site_cannot_decide(world: World) -> None:
    posted, _ = world.post()
    origin = {"Origin": "https://evil.example.org"}

    answer = world.decide(posted, "reject", headers=origin)

    assert problem(answer) == (403, "origin_refused")
    assert ARTICLE in world.page()["article"]["key"]
    assert world.page()["count"] == 1


def test_c121_an_edit_after_an_approval_waits_again(careful: World) -> None:
    posted, token = careful.post("Harmless")
    careful.decide(posted, "approve")

    careful.edit(posted, token, "Buy now at a discount")

    assert careful.page()["comments"] == []
    item = careful.queue()["items"][0]
    assert (item["comment"]["status"], item["comment"]["version"]) == ("held", 2)


@pytest.mark.parametrize("action", ["reject", "spam"])
def test_c121_an_edit_after_a_rejection_stays_rejected(careful: World, action: str) -> None:
    posted, token = careful.post("Buy now")
    careful.decide(posted, action)

    answer = careful.edit(posted, token, "Harmless")

    assert answer.status_code == 200
    assert careful.page()["comments"] == []
    assert careful.ids("rejected" if action == "reject" else "spam") == [posted]
