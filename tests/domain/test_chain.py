"""Whatever of a chain is changed, left out or put in is found, and named by its number."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from comments_service.domain import chain
from comments_service.domain.chain import Flaw, Head, Link, Walk

ENTRIES = 4
DIGEST_OF_THE_FIRST = "34ec01e0c0e692303d0e7ed050359876bd5c116ba97f1650820d4aba8aa47177"
CHANGES: dict[str, Any] = {
    "id": 99,
    "site_id": 2,
    "comment_id": 99,
    "comment_version": 2,
    "action": "approve",
    "status_before": "held",
    "ground": None,
    "rule": "abuse",
    "source": "own",
    "detected": True,
    "ends_at": datetime(2027, 1, 1, tzinfo=UTC),
    "redress": None,
    "moderator_id": 99,
    "reverses_id": 1,
    "created_at": datetime(2027, 1, 1, tzinfo=UTC),
    "detail_digest": "0" * 64,
}


def made(many: int = ENTRIES) -> list[Link]:
    links: list[Link] = []
    previous = chain.BEGINNING
    for number in range(1, many + 1):
        words, salt = {"reason": f"Reason {number}", "facts": ""}, f"salt {number}"
        fields = {
            "id": 10 + number,
            "site_id": 1,
            "number": number,
            "comment_id": number,
            "comment_version": 1,
            "action": "reject",
            "status_before": "published",
            "ground": "law",
            "rule": "illegal",
            "source": "notice",
            "detected": False,
            "ends_at": None,
            "redress": "complaint",
            "moderator_id": 7,
            "reverses_id": None,
            "created_at": datetime(2026, 11, 25, 12, number, tzinfo=UTC),
            "detail_digest": chain.seal(salt, words),
        }
        digest = chain.digest(previous, fields)
        links.append(Link(10 + number, number, previous, digest, fields, words, salt))
        previous = digest
    return links


def head_of(links: Sequence[Link]) -> Head:
    return Head(links[-1].number, links[-1].digest)


def flaw(links: Sequence[Link], head: Head) -> Flaw | None:
    walk = Walk()
    for link in links:
        if found := walk.step(link):
            return found
    return walk.end(head)


def named(links: Sequence[Link], head: Head) -> int | None:
    found = flaw(links, head)
    return found.number if found else None


def test_a_chain_that_nobody_touched_is_whole() -> None:
    links = made()

    assert flaw(links, head_of(links)) is None
    assert flaw([], Head()) is None


@pytest.mark.parametrize("field", CHANGES)
@pytest.mark.parametrize("at", range(ENTRIES))
def test_a_changed_field_is_found(at: int, field: str) -> None:
    links, head = made(), head_of(made())
    links[at] = replace(links[at], fields={**links[at].fields, field: CHANGES[field]})

    assert named(links, head) == at + 1


@pytest.mark.parametrize("at", range(ENTRIES))
def test_a_changed_entry_with_a_new_digest_is_found_itself_and_not_the_next(at: int) -> None:
    links, head = made(), head_of(made())
    fields = {**links[at].fields, "action": "approve"}
    digest = chain.digest(links[at].previous, fields)
    links[at] = replace(links[at], fields=fields, digest=digest)

    assert named(links, head) == at + 1


@pytest.mark.parametrize("at", range(ENTRIES))
def test_what_is_left_out_is_found_by_its_number(at: int) -> None:
    links = made()
    left = [link for link in links if link.number != at + 1]

    assert flaw(left, head_of(links)) == Flaw(at + 1, None, "is missing")


def test_what_is_put_behind_the_end_is_found() -> None:
    assert named(made(ENTRIES + 1), head_of(made())) == ENTRIES + 1


def test_a_chain_whose_end_is_forgotten_is_found() -> None:
    assert named(made(), Head()) == ENTRIES


@pytest.mark.parametrize(
    "changed",
    [
        {"words": {"reason": "Another", "facts": ""}},
        {"words": {"reason": "Another", "facts": ""}, "salt": ""},
        {"words": {"reason": "Reason 2", "facts": "More"}},
        {"words": None, "salt": None},
        {"salt": "another"},
    ],
)
def test_other_words_are_found(changed: dict[str, Any]) -> None:
    links = made()
    links[1] = replace(links[1], **changed)

    assert named(links, head_of(links)) == 2


def test_words_that_were_emptied_with_their_salt_leave_it_whole() -> None:
    links = made()
    links[1] = replace(links[1], words={"reason": "", "facts": ""}, salt="")

    assert flaw(links, head_of(links)) is None


def test_a_field_that_is_empty_is_as_if_it_were_not_there() -> None:
    assert chain.digest("", {"a": 1, "later": None}) == chain.digest("", {"a": 1})


def test_the_format_is_for_good() -> None:
    """A digest of the first version: when this fails, every chain that stands is broken."""
    assert made(1)[0].digest == DIGEST_OF_THE_FIRST
