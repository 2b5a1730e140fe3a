"""Moments: written with their zone everywhere, never changed by an edit, and odd ones refused."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.api import Api, Thread, told
from tests.cases.conftest import Backfill

ZONED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z")


@pytest.fixture
def tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server that stands nine hours east of UTC."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_c090_a_moment_is_told_with_its_zone_wherever_the_server_stands(
    tokyo: None, thread: Thread
) -> None:
    written = thread.guest("What time is it?")
    (listed,) = thread.page()["comments"]
    one = told(thread.api.ask("GET", f"/comments/{written.id}"), 200)["comment"]
    with thread.api.app.test_client() as reader:
        fragment = reader.get("/embed/v1/thread", query_string=thread.place).text

    shown = re.findall(r'<time datetime="([^"]+)"', fragment)
    moments = [listed["created_at"], one["created_at"], thread.head()["newest"], *shown]

    assert len(moments) == 4
    for moment in moments:
        assert ZONED.fullmatch(moment)
        assert abs((datetime.now(UTC) - datetime.fromisoformat(moment)).total_seconds()) < 60


def test_c093_an_edit_leaves_the_moment_of_writing_alone(thread: Thread) -> None:
    written = thread.guest("First words")
    before = written.comment["created_at"]

    body = {"text": "Better words", "version": 1}
    path = f"/comments/{written.id}"
    told(thread.api.ask("PATCH", path, json=body, token=written.token), 200)

    (listed,) = thread.page()["comments"]
    one = told(thread.api.ask("GET", path), 200)["comment"]
    (own,) = thread.me(written.token)["mine"]
    assert [found["created_at"] for found in (listed, one, own)] == [before] * 3
    assert all(found["edited_at"] > before for found in (listed, one, own))


def test_c094_old_exports_hold_odd_moments_and_each_is_answered_for_itself(
    api: Api, backfill: Backfill
) -> None:
    thread = api.site()
    good = ["1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "2001-02-03T04:05:06+09:00"]
    odd = [0, -1, 10**12, "2038-01-20", "2038-01-20T00:00:00Z", "9999-12-31T23:59:60Z", ""]
    items = [
        {**thread.place, "text": "Found in an old export", "created_at": moment}
        for moment in (*good, *odd)
    ]

    results = backfill(items)

    assert [result["status"] for result in results] == [201] * len(good) + [400] * len(odd)
    assert all(result["problem"]["errors"]["created_at"] for result in results[len(good) :])
    assert sorted(comment["created_at"] for comment in thread.page()["comments"]) == [
        "1969-12-31T23:59:59.000000Z",
        "1970-01-01T00:00:00.000000Z",
        "2001-02-02T19:05:06.000000Z",
    ]
