import pytest

from tests.edge.moderator.desk.browser import Desk
from tests.edge.moderator.world import World

pytestmark = pytest.mark.slow

STATUS = {"approve": "published", "reject": "rejected", "spam": "spam", "hold": "held"}
SAID = {"approve": "Approved", "reject": "Rejected", "spam": "Marked as spam", "hold": "Held"}


@pytest.mark.parametrize("action", STATUS)
def test_a_decision_is_taken_and_said(careful: World, desk: Desk, action: str) -> None:
    posted, _ = careful.post()
    fields = {"action": action, "reason": " By the rules ", "version": "1", "seen": "0"}

    said = desk.said(desk.send(f"/desk/comments/{posted}/decision", **fields))

    assert said.startswith(SAID[action])
    query = {"site": "daily", "comment": posted}
    log = careful.call("GET", "/moderation/decisions", query_string=query).get_json()
    (entry,) = log["decisions"]
    assert (entry["status_after"], entry["reason"]) == (STATUS[action], "By the rules")
    assert (entry["moderator"]["name"], entry["moderator"]["kind"]) == ("Dana", "moderator")


def test_a_deed_leads_back_to_where_the_form_stood(world: World, desk: Desk) -> None:
    posted, _ = world.post()
    back = "/desk?site=daily&queue=reported&said=held&about=3&decision=9"
    fields = {"action": "spam", "version": "1", "seen": "0", "back": back}

    answer = desk.send(f"/desk/comments/{posted}/decision", **fields)

    assert answer.headers["Location"] == (
        f"/desk?site=daily&queue=reported&said=spam&about={posted}&decision=1"
    )


def test_a_decision_is_taken_back_from_the_message(world: World, desk: Desk) -> None:
    posted, _ = world.post()
    fields = {"action": "reject", "version": "1", "seen": "0"}
    decided = desk.send(f"/desk/comments/{posted}/decision", **fields)
    page = desk.client.get(decided.headers["Location"]).text

    said = desk.said(desk.send(f"/desk/comments/{posted}/undo", seen="1"))

    assert f'action="/desk/comments/{posted}/undo"' in page
    assert said.startswith("Taken back")
    assert world.page()["count"] == 1


def test_a_text_that_was_changed_meanwhile_is_not_decided(world: World, desk: Desk) -> None:
    posted, token = world.post()
    world.edit(posted, token, "Something else")
    fields = {"action": "approve", "version": "1", "seen": "0"}

    answer = desk.send(f"/desk/comments/{posted}/decision", **fields)

    assert answer.status_code == 409
    assert "the newest version is 2" in answer.text


def test_who_decides_second_is_told_what_a_colleague_has_decided(
    world: World, desk: Desk, admin: Desk
) -> None:
    posted, _ = world.post()
    page = f"/desk/comments/{posted}/decision"
    admin.send(page, action="approve", version="1", seen="0")

    answer = desk.send(page, action="reject", version="1", seen="0")

    assert answer.status_code == 409
    assert "Robin has decided: the comment is published now" in answer.text
    assert world.page()["count"] == 1
    again = desk.send(page, action="reject", version="1", seen="1")
    assert again.status_code == 303


def test_an_old_message_does_not_take_back_what_a_colleague_has_decided(
    world: World, desk: Desk, admin: Desk
) -> None:
    posted, _ = world.post()
    page = f"/desk/comments/{posted}"
    desk.send(f"{page}/decision", action="approve", version="1", seen="0")
    admin.send(f"{page}/decision", action="reject", version="1", seen="1")

    answer = desk.send(f"{page}/undo", seen="1")

    assert answer.status_code == 409
    assert world.page()["count"] == 0


def test_a_decision_on_what_was_taken_back_meanwhile_is_thought_over(
    world: World, desk: Desk
) -> None:
    posted, _ = world.post()
    page = f"/desk/comments/{posted}/decision"
    world.decide(posted, "hold")
    world.undo(posted)

    answer = desk.send(page, action="approve", version="1", seen="1")

    assert answer.status_code == 409
    assert "taken back meanwhile" in answer.text


def test_a_redaction_keeps_what_was_there(world: World, desk: Desk) -> None:
    posted, _ = world.post("Call 555 0100\nat night")
    fields = {"text": "Call me\r\nat night", "version": "1"}

    said = desk.said(desk.send(f"/desk/comments/{posted}/text", **fields))

    assert said.startswith("Redacted")
    page = desk.get(f"/desk/comments/{posted}")
    assert "<pre>Call 555 0100\nat night</pre>" in page
    assert world.queue("approved")["items"][0]["comment"]["text"] == "Call me\nat night"


def test_lines_that_only_a_browser_ends_otherwise_are_no_redaction(
    world: World, desk: Desk
) -> None:
    posted, _ = world.post("One\nTwo")

    desk.send(f"/desk/comments/{posted}/text", text="One\r\nTwo", version="1")

    assert world.queue("approved")["items"][0]["comment"]["version"] == 1


def test_what_was_typed_is_not_lost_when_it_is_refused(world: World, desk: Desk) -> None:
    posted, token = world.post()
    world.edit(posted, token, "Meanwhile")
    back = f"/desk/comments/{posted}"
    fields = {"text": "A careful <redaction>", "version": "1", "back": back}

    answer = desk.send(f"/desk/comments/{posted}/text", **fields)

    assert answer.status_code == 409
    assert "A careful &lt;redaction&gt;</textarea>" in answer.text
    assert f'<a href="{back}">' in answer.text


def test_a_reply_bears_name_and_badge(world: World, desk: Desk) -> None:
    posted, _ = world.post()

    said = desk.said(desk.send(f"/desk/comments/{posted}/replies", text="Thank you."))

    assert said.startswith("Your reply is published")
    (shown,) = world.page()["comments"][0]["replies"]
    assert (shown["author"]["name"], shown["author"]["kind"]) == ("Dana", "moderator")
    assert shown["author"]["badge"] == "Staff"


def test_c124_the_staff_does_not_reply_to_what_is_held(careful: World, desk: Desk) -> None:
    posted, _ = careful.post()

    answer = desk.send(f"/desk/comments/{posted}/replies", text="Thank you.")

    assert answer.status_code == 409
    assert "Thank you.</textarea>" in answer.text
    assert "Reply as staff" not in desk.get(f"/desk/comments/{posted}")


def test_a_comment_is_pinned_and_unpinned(world: World, desk: Desk) -> None:
    posted, _ = world.post()

    pinned = desk.said(desk.send(f"/desk/comments/{posted}/pin", pinned="yes"))
    shown = world.page()["pinned"]
    unpinned = desk.said(desk.send(f"/desk/comments/{posted}/pin", pinned="no"))

    assert pinned.startswith("Pinned")
    assert [one["id"] for one in shown] == [posted]
    assert unpinned.startswith("No longer pinned")
    assert world.page()["pinned"] == []


def test_a_thread_is_closed_and_opened(world: World, desk: Desk) -> None:
    fields = {"site": "daily", "article": "budget-2026"}

    closed = desk.said(desk.send("/desk/articles/lock", locked="yes", **fields))
    locked = world.page()["article"]["locked"]
    opened = desk.said(desk.send("/desk/articles/lock", locked="no", **fields))

    assert closed.startswith("The thread is closed")
    assert locked is True
    assert opened.startswith("The thread is open")
    assert world.page()["article"]["locked"] is False


def test_an_admin_changes_policies(world: World, admin: Desk) -> None:
    said = admin.said(admin.send("/desk/sites/daily/policies", moderation="pre"))

    assert said.startswith("The policies are changed")
    posted, _ = world.post()
    assert world.ids("held") == [posted]


def test_a_moderator_sees_the_policies_and_changes_none(world: World, desk: Desk) -> None:
    answer = desk.send("/desk/sites/daily/policies", moderation="pre")

    assert answer.status_code == 403
    page = desk.get("/desk/site")
    assert "at once, and are looked at afterwards" in page
    assert "Save the policies" not in page


def test_the_log_tells_what_was_done(world: World, desk: Desk) -> None:
    posted, _ = world.post()
    world.decide(posted, "reject", reason="Rude")
    world.undo(posted)

    page = desk.get("/desk/log")

    assert "<caption>" in page
    assert "Rude" in page
    assert "taken back" in page


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"action": "delete", "version": "1", "seen": "0"}, "action"),
        ({"action": "approve", "version": "1.5", "seen": "0"}, "version"),
        ({"action": "approve", "version": "1", "reason": "x" * 2001, "seen": "0"}, "reason"),
        ({"action": "approve", "version": "1", "seen": "0", "more": "x"}, "more"),
    ],
)
def test_a_wrong_form_is_told_its_field(
    world: World, desk: Desk, fields: dict[str, str], wrong: str
) -> None:
    posted, _ = world.post()

    answer = desk.send(f"/desk/comments/{posted}/decision", **fields)

    assert answer.status_code == 400
    assert f"<b>{wrong}</b>" in answer.text


def test_a_form_is_a_form(world: World, desk: Desk) -> None:
    posted, _ = world.post()
    sent = {"Origin": "http://localhost"}
    body = {"token": desk.token(), "action": "reject", "version": "1"}

    answer = desk.client.post(f"/desk/comments/{posted}/decision", json=body, headers=sent)

    assert answer.status_code == 415
    assert world.page()["count"] == 1
