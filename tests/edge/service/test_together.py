"""Batches that come at the same time."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from flask import Flask

from tests.edge.service.door import Door, sourced


def posted_at_once(app: Flask, door: Door, batches: list[list[Any]], **headers: str) -> list[Any]:
    def post(items: list[Any]) -> Any:
        return replace(door, client=app.test_client()).results(items, **headers)

    with ThreadPoolExecutor(len(batches)) as pool:
        return list(pool.map(post, batches))


def test_the_same_sources_from_two_threads_make_one_comment_each(app: Flask, door: Door) -> None:
    items = [door.item("0", **sourced(0))]
    items += [door.item(f"{n}", **sourced(n, parent_source_id="0")) for n in range(1, 120)]

    answers = posted_at_once(app, door, [items, items])

    ids = [[each["comment"]["id"] for each in results] for results in answers]
    assert ids[0] == ids[1]
    assert (
        sorted(each["status"] for results in answers for each in results)
        == [200] * 120 + [201] * 120
    )
    assert door.count() == 120
    assert door.page()["comments"][0]["reply_count"] == 119


def test_one_idempotency_key_from_two_threads_makes_one_comment_each(
    app: Flask, door: Door
) -> None:
    items = [door.item(f"{number}") for number in range(20)]

    answers = posted_at_once(app, door, [items, items], Idempotency_Key="k-1")

    ids = [[each["comment"]["id"] for each in results] for results in answers]
    assert ids[0] == ids[1]
    assert door.count() == 20


def test_batches_over_the_same_articles_and_authors_all_arrive(app: Flask, door: Door) -> None:
    people = [{"subject": f"u{n}", "name": f"Reader {n}"} for n in range(10)]
    batches = [
        [
            door.item(f"{turn}", article=f"{n % 3}", on_behalf_of=people[(n * turn) % 10])
            for n in range(30)
        ]
        for turn in (1, 3, 7, 9)
    ]

    answers = posted_at_once(app, door, batches)

    assert {each["status"] for results in answers for each in results} == {201}
    assert [door.count(f"{n}") for n in range(3)] == [40, 40, 40]
