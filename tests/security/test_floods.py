"""Abuse meets a bound: what comes in too large a number waits, and other places do not notice."""

from datetime import timedelta

import pytest

from comments_service.actions import clock
from tests.api import Api, Thread, told

NETWORKS = 200
BOUND = 20


def statuses(thread: Thread, many: int) -> list[str]:
    """Post as so many guests, each from a network of their own."""
    return [thread.write(f"Number {number}")["status"] for number in range(many)]


def test_t36_a_flood_from_many_networks_is_published_up_to_the_bound_and_held(api: Api) -> None:
    thread = api.site(flood_article=str(BOUND))
    elsewhere = thread.of("another")
    elsewhere.write()

    found = statuses(thread, NETWORKS)

    assert found == ["published"] * BOUND + ["held"] * (NETWORKS - BOUND)
    assert thread.count() == BOUND
    assert statuses(elsewhere, 5) == ["published"] * 5


def test_a_flood_over_many_articles_meets_the_bound_of_its_site(api: Api) -> None:
    thread = api.site(flood_site="5")

    found = [thread.of(f"article-{number}").write()["status"] for number in range(8)]

    assert found == ["published"] * 5 + ["held"] * 3
    assert api.site(flood_site="5").write()["status"] == "published"


def test_a_flood_over_many_sites_meets_the_bound_of_the_instance(api: Api) -> None:
    first = api.site(flood_instance="1000000")
    assert first.write()["status"] == "published"
    first.rules(flood_instance="1")

    assert first.of("another").write()["status"] == "held"


def test_a_flood_is_over_after_a_minute(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    thread = api.site(flood_article="2")
    assert statuses(thread, 3) == ["published", "published", "held"]
    later = clock.now() + timedelta(seconds=61)

    monkeypatch.setattr(clock, "now", lambda: later)

    assert statuses(thread, 1) == ["published"]


def test_a_flood_is_told_to_moderators_with_its_bound(api: Api) -> None:
    thread = api.site(flood_article="1")
    thread.write()
    held = thread.write()
    key = api.key(thread.site, "moderate")

    answer = told(api.ask("GET", f"/moderation/comments/{held['id']}/verdict", token=key), 200)

    assert answer["reasons"] == [
        {
            "code": "flood_article",
            "words": "More than 1 comments came to this article within a minute",
            "facts": {"most": 1},
            "rule": None,
        }
    ]
