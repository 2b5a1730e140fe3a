"""Loading is the ordinary way, only faster: the same rows, the same refusals."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from flask import Flask

from comments_service.actions import administering, batching, clock, loading, posting, records
from comments_service.actions.batching import Item, Outcome, Ready
from comments_service.actions.posting import Draft
from comments_service.domain.errors import Busy, Refused
from comments_service.storage import sites
from comments_service.storage.db import snapshot
from tests import invariants
from tests.actions import loads
from tests.actions.loads import record
from tests.queries import queries

pytestmark = pytest.mark.slow

DEPTH = 8
Given = Sequence[Mapping[str, Any]]
Refusals = dict[int, tuple[str, dict[str, list[str]]]]


NOW = datetime(2026, 11, 25, tzinfo=UTC)


def one_by_one(slug: str, given: Given) -> Refusals:
    def post(draft: Draft) -> None:
        posting.post(draft, depth=DEPTH, charge=lambda _: None)

    return refused(slug, given, post)


def in_batches(slug: str, given: Given) -> Refusals:
    def post(draft: Draft) -> None:
        [outcome] = batching.post([Item(draft)], depth=DEPTH)
        if isinstance(outcome, Refused):
            raise outcome

    return refused(slug, given, post)


def refused(slug: str, given: Given, post: Callable[[Draft], object]) -> Refusals:
    found = {}
    with snapshot():
        site_id = sites.by_slug(slug).id
    for number, each in enumerate(given, 1):
        try:
            post(records.draft(site_id, each))
        except Refused as error:
            found[number] = (error.code, error.errors)
    return found


def loaded(slug: str, given: Given, *, cores: int = 0) -> Refusals:
    told = list(loading.load(slug, enumerate(given, 1), depth=DEPTH, cores=cores))
    assert sum(each.done for each in told) == len(given)
    return {number: (error.code, error.errors) for each in told for number, error in each.refused}


def loaded_by_two_processes(slug: str, given: Given) -> Refusals:
    return loaded(slug, given, cores=2)


@pytest.fixture
def within(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Inside the application, at one moment that lasts."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with app.app_context():
        yield


def site(slug: str, **rules: str) -> str:
    return administering.create_site(slug, slug, [], rules).slug


@pytest.mark.parametrize("moderation", ["post", "pre"])
@pytest.mark.parametrize("way", [in_batches, loaded, loaded_by_two_processes])
@pytest.mark.usefixtures("within")
def test_every_way_makes_the_same_rows_and_refuses_the_same(
    way: Callable[[str, Given], Refusals], moderation: str
) -> None:
    given = loads.all_kinds()
    alone, together = site("alone", moderation=moderation), site("together", moderation=moderation)

    expected, found = one_by_one(alone, given), way(together, given)

    assert found == expected
    assert loads.rows(together) == loads.rows(alone)
    # A reply to what waits for a moderator is one more.
    assert len(expected) == (11 if moderation == "pre" else 10)
    with snapshot():
        assert (invariants.broken(alone), invariants.broken(together)) == ([], [])


@pytest.mark.usefixtures("within")
def test_what_is_loaded_again_is_not_there_twice() -> None:
    given, slug = loads.all_kinds(), site("daily")
    loaded(slug, given[: len(given) // 2])
    half = len(loads.rows(slug)["comments"])

    told = list(loading.load(slug, enumerate(given, 1), depth=DEPTH))

    once = loads.rows(slug)
    # Two records repeat the source of another.
    assert sum(each.known for each in told) == half + 2
    assert sum(each.made for each in told) == len(once["comments"]) - half
    loaded(slug, given)
    assert loads.rows(slug) == once


@pytest.mark.usefixtures("within")
def test_many_small_articles_take_few_statements() -> None:
    slug = site("daily")
    given = [record(number, article=str(number % 50)) for number in range(200)]

    with queries() as sent:
        assert loaded(slug, given) == {}

    assert len(sent) <= 40, sent


@pytest.mark.usefixtures("within")
def test_a_source_under_two_articles_is_the_first_of_them() -> None:
    slug = site("daily")
    given = [record(1, article="b"), record(2, article="a"), record(2, article="b")]

    told = list(loading.load(slug, enumerate(given, 1), depth=DEPTH))

    assert sum(each.known for each in told) == 1
    assert loads.rows(slug)["comments"]["2"]["article"] == "a"


@pytest.mark.usefixtures("within")
def test_a_busy_database_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    slug, waits = site("daily"), list[float]()
    settle, busy = batching.settle, iter([Busy(retry_after=2), Busy()])

    def now_and_then(run: Sequence[Ready], *, depth: int) -> list[Outcome]:
        for error in busy:
            raise error
        return settle(run, depth=depth)

    monkeypatch.setattr(batching, "settle", now_and_then)
    told = list(loading.load(slug, [(1, record(1))], depth=DEPTH, wait=waits.append))

    assert (told[-1].made, waits) == (1, [2, 1])


@pytest.mark.usefixtures("within")
def test_no_more_is_read_than_is_worked_on() -> None:
    slug, read = site("daily"), list[int]()

    def endless() -> Iterator[tuple[int, Mapping[str, Any]]]:
        for number in count():
            read.append(number)
            yield number, record(number)

    next(loading.load(slug, endless(), depth=DEPTH))

    assert len(read) <= loading.WINDOW + loading.PIECE
