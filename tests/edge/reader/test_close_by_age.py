"""A thread closes by its age: for who writes, and on the pages that were made before."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from comments_service.actions import clock
from tests.api import Api, Thread, refusal

Later = Callable[[timedelta], None]


@pytest.fixture
def later(api: Api, monkeypatch: pytest.MonkeyPatch) -> Later:
    """Move the time of day, and the clock by which pages are kept."""
    pages = api.app.extensions["comments_pages"]

    def move(by: timedelta) -> None:
        moment, ticks = clock.now() + by, pages.clock() + by.total_seconds()
        monkeypatch.setattr(clock, "now", lambda: moment)
        monkeypatch.setattr(pages, "clock", lambda: ticks)

    return move


@pytest.fixture
def fading(api: Api) -> Thread:
    thread = api.site(close_after_days="7")
    thread.write()
    return thread


def test_a_thread_closes_by_its_age(fading: Thread, later: Later) -> None:
    later(timedelta(days=6, hours=23))
    token = fading.guest("In time").token

    later(timedelta(hours=2))

    assert refusal(fading.send("Too late"), 409) == ("article_closed", [])
    assert fading.me(token)["can"]["post"] is False


@pytest.mark.parametrize("path", ["/comments", "http://localhost/embed/v1/thread"])
def test_a_page_that_was_kept_says_so_too(fading: Thread, later: Later, path: str) -> None:
    made = fading.get(path).text
    later(timedelta(days=6))
    assert fading.get(path).text == made

    later(timedelta(days=1))

    closed = fading.get(path).text
    assert closed != made
    assert '"locked":true' in closed or "This thread is closed" in closed


def test_a_thread_is_as_old_as_its_first_comment(fading: Thread, later: Later) -> None:
    later(timedelta(days=8))

    assert fading.of("another").write()["status"] == "published"


def test_without_the_policy_a_thread_stays_open(api: Api, later: Later) -> None:
    thread = api.site()
    thread.write()
    later(timedelta(days=4000))

    assert thread.write()["status"] == "published"
