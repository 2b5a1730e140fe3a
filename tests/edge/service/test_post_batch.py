"""POST /comments/batch: a result per item, in order, whatever becomes of the others."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from comments_service.edge.service.batch import MOST_ITEMS
from tests.edge.service.door import API, Door, sourced
from tests.queries import queries


def statuses(results: list[dict[str, Any]]) -> list[int]:
    return [each["status"] for each in results]


def codes(results: list[dict[str, Any]]) -> list[str]:
    return [each["problem"]["code"] for each in results if "problem" in each]


def test_each_item_is_answered_in_order(door: Door) -> None:
    results = door.results([door.item("One"), door.item("  "), door.item("Three", article="b")])

    assert [each["index"] for each in results] == [0, 1, 2]
    assert statuses(results) == [201, 400, 201]
    assert [each["comment"]["html"] for each in results if "comment" in each] == [
        "<p>One</p>",
        "<p>Three</p>",
    ]
    assert (door.count("a"), door.count("b")) == (1, 1)


def test_a_problem_in_a_batch_has_all_the_members_of_one_alone(door: Door) -> None:
    alone = door.post(" ").get_json()

    [result] = door.results([door.item(" ")])

    assert result["problem"] == alone
    assert alone["code"] == "text_blank"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        pytest.param({"text": 1.5}, "text", id="a number for a text"),
        pytest.param({"text": "\0"}, "text", id="NUL"),
        pytest.param({"colour": "red"}, "colour", id="an unknown field"),
        pytest.param({"parent_id": True}, "parent_id", id="true for a number"),
        pytest.param({"created_at": "yesterday"}, "created_at", id="no moment"),
        pytest.param({"source": "archive"}, "source", id="half a source"),
        pytest.param({"author": {"name": "Ada"}}, "author", id="a reader's field"),
        pytest.param({"article": "undefined"}, "article", id="the mark of a missing ID"),
    ],
)
def test_an_invalid_item_names_its_field(door: Door, wrong: dict[str, Any], field: str) -> None:
    results = door.results([door.item("Before"), {**door.item(), **wrong}, door.item("After")])

    assert statuses(results) == [201, 400, 201]
    assert results[1]["problem"]["code"] == "invalid"
    assert list(results[1]["problem"]["errors"]) == [field]


@pytest.mark.parametrize("given", [None, 7, "text", ["list"]])
def test_what_is_no_object_is_refused_alone(door: Door, given: Any) -> None:
    results = door.results([given, door.item()])

    assert statuses(results) == [400, 201]


def test_an_empty_batch_has_no_results(door: Door) -> None:
    assert door.results([]) == []


def test_a_full_batch_is_taken_and_one_more_is_refused_whole(door: Door) -> None:
    items = [door.item(f"Number {number}") for number in range(MOST_ITEMS)]

    refused = door.batch([*items, door.item("One too many")])
    results = door.results(items)

    assert refused.status_code == 400
    assert refused.get_json()["errors"] == {"items": ["must have 500 items at the most"]}
    assert statuses(results) == [201] * MOST_ITEMS
    assert door.count() == MOST_ITEMS


def test_more_than_8_mb_is_refused_before_it_is_parsed(door: Door) -> None:
    answer = door.batch([door.item("x" * 8 * 1024 * 1024)])

    assert (answer.status_code, answer.get_json()["code"]) == (413, "body_too_large")


@pytest.mark.parametrize("body", [{}, {"items": None}, {"items": {}}, {"items": [], "more": 1}])
def test_a_body_that_is_no_batch_is_refused_whole(door: Door, body: Any) -> None:
    assert door.send("/comments/batch", body).status_code == 400


def test_replies_stand_under_earlier_items_of_the_batch(door: Door) -> None:
    items = [
        door.item("Root", **sourced(1)),
        door.item("Reply", **sourced(2, parent_source_id="1")),
        door.item("Reply to the reply", **sourced(3, parent_source_id="2")),
    ]

    results = door.results(items)

    [root] = door.page()["comments"]
    assert statuses(results) == [201, 201, 201]
    assert (root["reply_count"], root["replies"][0]["reply_count"]) == (2, 1)
    assert root["replies"][0]["replies"][0]["html"] == "<p>Reply to the reply</p>"
    assert [each["comment"]["parent_id"] for each in results[1:]] == [
        each["comment"]["id"] for each in results[:2]
    ]


def test_replies_deeper_than_is_shown_keep_their_parent_and_are_counted(door: Door) -> None:
    chain = [door.item("0", **sourced(0))]
    chain += [door.item(f"{n}", **sourced(n, parent_source_id=f"{n - 1}")) for n in range(1, 21)]

    results = door.results(chain)

    [root] = door.page()["comments"]
    made = [each["comment"] for each in results]
    assert [each["depth"] for each in made] == [*range(9), *[8] * 12]
    assert [each["parent_id"] for each in made[1:]] == [each["id"] for each in made[:-1]]
    assert (root["reply_count"], door.count()) == (20, 21)


def test_a_reply_raises_the_counts_of_what_an_earlier_batch_made(door: Door) -> None:
    [root] = door.results([door.item("Root", **sourced(1))])

    door.results(
        [
            door.item("By source", **sourced(2, parent_source_id="1")),
            door.item("By id", parent_id=root["comment"]["id"]),
        ]
    )

    assert door.page()["comments"][0]["reply_count"] == 2


@pytest.mark.parametrize(
    ("parent", "field"),
    [
        pytest.param({"parent_id": 10**9}, "parent_id", id="no such id"),
        pytest.param(sourced(2, parent_source_id="9"), "parent_source_id", id="no such source"),
    ],
)
def test_a_reply_to_nothing_is_refused_alone(
    door: Door, parent: dict[str, Any], field: str
) -> None:
    results = door.results([door.item("First"), door.item("Reply", **parent)])

    assert statuses(results) == [201, 404]
    assert results[1]["problem"]["errors"] == {field: ["is no comment of this thread"]}


def test_a_reply_across_threads_is_refused(door: Door) -> None:
    results = door.results(
        [
            door.item("Here", **sourced(1)),
            door.item("There", article="b", **sourced(2, parent_source_id="1")),
        ]
    )

    assert codes(results) == ["parent_unknown"]


def test_a_reply_to_what_was_refused_is_refused_too(door: Door) -> None:
    results = door.results(
        [
            door.item(" ", **sourced(1)),
            door.item("Reply", **sourced(2, parent_source_id="1")),
        ]
    )

    assert codes(results) == ["text_blank", "parent_unknown"]


def test_what_is_refused_whole_begins_no_article(door: Door) -> None:
    door.results([door.item("Reply", parent_id=10**9)])

    assert door.page()["version"] == 0


def test_a_repeated_source_is_answered_with_the_first_comment(door: Door) -> None:
    [first] = door.results([door.item("First", **sourced(1))])

    again = door.results(
        [door.item("Changed", **sourced(1)), door.item("Elsewhere", article="b", **sourced(1))]
    )

    assert statuses(again) == [200, 200]
    assert [each["comment"] for each in again] == [first["comment"]] * 2
    assert (door.count("a"), door.page("b")["version"]) == (1, 0)


def test_a_source_that_stands_twice_in_a_batch_makes_one_comment(door: Door) -> None:
    first, second = door.results([door.item("One", **sourced(1)), door.item("Two", **sourced(1))])

    assert (first["status"], second["status"]) == (201, 200)
    assert first["comment"]["id"] == second["comment"]["id"]
    assert door.count() == 1


def test_what_is_held_is_answered_202_and_cannot_be_replied_to(
    door: Door, run: Callable[..., list[str]]
) -> None:
    run("sites", "set", door.site, "--moderation", "pre")
    reader = {"on_behalf_of": {"subject": "u7", "name": "Ada"}}

    results = door.results(
        [
            door.item("Held", **reader, **sourced(1)),
            door.item("Reply", **reader, **sourced(2, parent_source_id="1")),
        ]
    )

    assert statuses(results) == [202, 409]
    assert results[0]["comment"]["status"] == "held"
    assert (codes(results), door.count()) == (["parent_gone"], 0)


def test_an_idempotency_key_makes_each_item_once(door: Door) -> None:
    items = [door.item("One"), door.item(" "), door.item("Two", article="b")]

    first = door.batch(items, Idempotency_Key="k-1")
    again = door.batch(items, Idempotency_Key="k-1")

    assert again.get_json() == first.get_json()
    assert "Idempotent-Replay" not in first.headers
    assert again.headers["Idempotent-Replay"] == "true"
    assert (door.count("a"), door.count("b")) == (1, 1)


def test_an_idempotency_key_with_another_item_is_refused_there(door: Door) -> None:
    door.batch([door.item("One"), door.item("Two")], Idempotency_Key="k-1")

    results = door.results([door.item("One"), door.item("Three")], Idempotency_Key="k-1")

    assert (statuses(results), codes(results)) == ([201, 422], ["idempotency_key_reused"])


def test_a_malformed_idempotency_key_refuses_the_batch(door: Door) -> None:
    assert door.batch([door.item()], Idempotency_Key="not one word").status_code == 400


def test_a_reader_without_a_key_is_refused_before_the_body_is_read(client: FlaskClient) -> None:
    answer = client.post(f"{API}/comments/batch", data=b"{", content_type="application/json")

    assert (answer.status_code, answer.get_json()["code"]) == (401, "token_missing")


def test_a_batch_costs_what_it_makes(app: Flask, door: Door) -> None:
    door.results([door.item("One", **sourced(1)), door.item(" ")])
    door.results([door.item("One", **sourced(1))])

    answer = door.batch([door.item("Two")])

    assert '"batch";r=119998' in answer.headers["RateLimit"]
    assert '"service";r=598' in answer.headers["RateLimit"]


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
@pytest.mark.parametrize("words", [(), ("--site", "gazette")])
def test_t05_a_batch_from_a_foreign_page_is_refused_whole(
    run: Callable[..., list[str]], door: Door, words: tuple[str, ...], origin: str
) -> None:
    sender = replace(door, key=run("keys", "create", *words)[-1])

    for items in ([], [door.item()]):
        answer = sender.batch(items, Origin=origin)

        assert (answer.status_code, answer.get_json()["code"]) == (403, "origin_refused")
        assert "Access-Control-Allow-Origin" not in answer.headers
    assert sender.batch([door.item()], Origin="https://example.org").status_code == 200
    assert door.count() == 1


def test_the_cost_of_a_batch_grows_with_its_articles_not_with_its_items(door: Door) -> None:
    def sent(first: int, many: int) -> int:
        items = [
            door.item(f"{number}", **sourced(number), on_behalf_of={"subject": "u", "name": "Ada"})
            for number in range(first, first + many)
        ]
        with queries() as statements:
            door.results(items)
        return len(statements)

    sent(0, 1)

    assert sent(10, 80) == sent(100, 5)
    assert sent(200, 5) <= 15
