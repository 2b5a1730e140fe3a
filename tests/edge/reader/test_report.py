"""POST /comments/{id}/reports."""

from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from comments_service.storage import comments
from comments_service.storage.db import db, snapshot
from comments_service.storage.models import Report
from tests.api import Thread, refusal, told


def report(thread: Thread, comment: Any, token: str | None = None, **body: Any) -> TestResponse:
    path = f"/comments/{comment['id']}/reports"
    return thread.api.ask("POST", path, json={"reason": "spam", **body}, token=token)


def kept(thread: Thread, comment: Any) -> list[tuple[str, str | None]]:
    with thread.api.app.app_context(), snapshot():
        found = db.session.scalars(select(Report).where(Report.comment_id == comment["id"]))
        reports = [(one.reason, one.detail) for one in found]
        assert comments.existing(comment["id"]).report_count == len(reports)
        return reports


def test_a_report_is_kept_and_changes_nothing_that_others_see(thread: Thread) -> None:
    comment = thread.write()
    before = thread.page()

    reported = told(report(thread, comment, reason="abuse", detail="Look at this"), 201)

    assert list(reported) == ["reported", "token"]
    assert reported["reported"] is True
    assert kept(thread, comment) == [("abuse", "Look at this")]
    assert thread.page() == before


def test_a_second_report_by_the_same_reader_is_none(thread: Thread) -> None:
    comment = thread.write()
    token = told(report(thread, comment), 201)["token"]

    assert told(report(thread, comment, token, reason="abuse"), 201) == {"reported": True}
    assert kept(thread, comment) == [("spam", None)]


def test_each_reader_reports_for_themselves(thread: Thread) -> None:
    comment = thread.write()

    report(thread, comment)
    report(thread, comment)

    assert len(kept(thread, comment)) == 2


@pytest.mark.parametrize("status", ["held", "rejected", "spam", "deleted"])
def test_only_what_is_published_is_reported(thread: Thread, status: str) -> None:
    root = thread.write()
    thread.reply(root)
    thread.move(root, status)

    assert refusal(report(thread, root), 404) == ("comment_unknown", [])


def test_the_reason_is_one_of_a_few(thread: Thread) -> None:
    comment = thread.write()

    for wrong in ("", "dislike", None, 1, ["spam"]):
        assert refusal(report(thread, comment, reason=wrong), 400) == ("invalid", ["reason"])
    assert refusal(report(thread, comment, detail="x" * 2001), 400) == ("invalid", ["detail"])
    assert kept(thread, comment) == []
