"""POST /comments with a key: on behalf of somebody, with a time and a source of one's own."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from comments_service.storage import articles, sites
from comments_service.storage.db import snapshot
from tests.edge.service.door import Door, sourced

ADA = {"subject": "reader-7", "name": "Ada"}


def alone(door: Door, *items: dict[str, Any]) -> list[dict[str, Any]]:
    """Post the items one by one, each with its status, as a batch would answer them."""
    answers = [door.send("/comments", item) for item in items]
    return [
        {"status": each.status_code, ("comment" if each.status_code < 300 else "problem"): body}
        for each in answers
        for body in [each.get_json().get("comment") or each.get_json()]
    ]


def batch(door: Door, *items: dict[str, Any]) -> list[dict[str, Any]]:
    return door.results(items)


both_ways = pytest.mark.parametrize(
    "send", [pytest.param(alone, id="alone"), pytest.param(batch, id="in a batch")]
)


@both_ways
def test_a_service_posts_as_itself_or_on_behalf_of_a_reader(door: Door, send: Any) -> None:
    [own, theirs] = send(door, door.item("Own"), door.item("Theirs", on_behalf_of=ADA))

    assert own["comment"]["author"]["kind"] == "service"
    assert (theirs["comment"]["author"]["kind"], theirs["comment"]["author"]["name"]) == (
        "reader",
        "Ada",
    )


@both_ways
def test_a_subject_is_one_author_under_every_name(door: Door, send: Any) -> None:
    renamed = {**ADA, "name": "Ada L."}

    first, second = send(door, door.item(on_behalf_of=ADA), door.item("B", on_behalf_of=renamed))

    authors = [first["comment"]["author"], second["comment"]["author"]]
    assert authors[0]["id"] == authors[1]["id"]
    assert [each["name"] for each in authors] == ["Ada", "Ada L."]
    assert {each["author"]["name"] for each in door.page()["comments"]} == {"Ada", "Ada L."}


@both_ways
def test_a_backfilled_comment_keeps_its_time_and_is_not_held(
    door: Door, send: Any, run: Any
) -> None:
    run("sites", "set", door.site, "--moderation", "pre")

    [made] = send(door, door.item(created_at="2004-11-15T01:35:00+01:00", on_behalf_of=ADA))

    assert made["status"] == 201
    assert made["comment"]["created_at"] == "2004-11-15T00:35:00.000000Z"
    assert made["comment"]["published_at"] == made["comment"]["created_at"]


@both_ways
def test_a_time_in_the_future_is_refused(door: Door, send: Any) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()

    [refused] = send(door, door.item(created_at=tomorrow))

    assert (refused["status"], refused["problem"]["errors"]) == (
        400,
        {"created_at": ["lies in the future"]},
    )


@both_ways
def test_a_reply_older_than_its_parent_is_refused(door: Door, send: Any) -> None:
    root = door.item("Root", created_at="2020-01-02T00:00:00Z", **sourced(1))
    older = door.item("Reply", created_at="2020-01-01T00:00:00Z")

    _, refused = send(door, root, {**older, **sourced(2, parent_source_id="1")})

    assert (refused["status"], refused["problem"]["errors"]) == (
        400,
        {"created_at": ["is earlier than the parent's"]},
    )


@both_ways
def test_a_source_is_known_by_both_its_parts(door: Door, send: Any) -> None:
    items = [
        door.item("One", source="forum", source_id="1"),
        door.item("Two", source="mail", source_id="1"),
        door.item("Three", source="forum", source_id="2"),
        door.item("Again", source="forum", source_id="1"),
    ]

    made = [each["comment"]["id"] for each in send(door, *items)]

    assert len(set(made)) == 3
    assert made[3] == made[0]
    assert door.count() == 3


@both_ways
def test_a_service_says_what_an_article_is(door: Door, send: Any) -> None:
    send(door, door.item(title="Night trams", url="https://example.org/trams"))

    article = door.page()["article"]

    assert (article["title"], article["url"]) == ("Night trams", "https://example.org/trams")


@both_ways
def test_a_locked_article_takes_no_readers_comment(door: Door, send: Any, lock: Any) -> None:
    door.post("First")
    lock("a")

    readers, own = send(door, door.item("Late", on_behalf_of=ADA), door.item("By the service"))

    assert (readers["status"], readers["problem"]["code"]) == (409, "article_closed")
    assert own["status"] == 201


@both_ways
def test_a_repeated_source_begins_no_other_article(app: Flask, door: Door, send: Any) -> None:
    item = door.item("One", **sourced(1))

    first, again = send(door, item, {**item, "article": "b"})

    assert again["comment"] == first["comment"]
    with app.app_context(), snapshot():
        assert articles.find(sites.by_slug(door.site).id, "b") is None


@both_ways
def test_a_repeated_source_is_answered_with_the_first_comment_as_it_is(
    door: Door, send: Any, run: Any
) -> None:
    item = door.item("First", on_behalf_of=ADA, **sourced(1))
    [first] = send(door, item)
    run("posting", "closed", "--site", door.site)

    [again] = send(door, {**item, "text": "Second"})

    assert (first["status"], again["status"]) == (201, 200)
    assert again["comment"] == first["comment"]


def test_a_repeated_source_is_no_replay_and_costs_nothing(door: Door) -> None:
    door.post("First", **sourced(1))

    again = door.post("First", **sourced(1))

    assert again.status_code == 200
    assert again.headers["Location"].endswith(f"/{again.get_json()['comment']['id']}")
    assert "Idempotent-Replay" not in again.headers
    assert "RateLimit" not in again.headers
