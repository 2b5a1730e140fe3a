"""A file's records: each is read by itself, and told by its line what is wrong with it."""

import io
import json
from typing import Any

import pytest

from comments_service.actions import records
from comments_service.domain.errors import BodyInvalid, BodyTooLarge, Invalid
from comments_service.storage.authors import Subject
from tests.actions.loads import record


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"text": 1.5}, "text", "must be a string"),
        ({"text": None}, "text", "is missing"),
        ({"article": "undefined"}, "article", "is the mark of a missing value, not an article ID"),
        ({"author": "Ada"}, "author", "must be an object with subject and name"),
        ({"author": {"name": "Ada"}}, "author.subject", "is missing"),
        ({"author": {"subject": "a", "name": "\u200b"}}, "author.name", "has nothing in it"),
        ({"author": {"subject": "a", "name": 1}}, "author.name", "must be a string"),
        ({"created_at": "yesterday"}, "created_at", "must be a moment as in RFC 3339"),
        ({"source": ""}, "source", "must have 1 to 64 characters"),
        ({"url": "ftp://news.example.org/"}, "url", "must be an absolute http or https address"),
        ({"colour": "red"}, "colour", "is not a field of a record"),
        ({"parent_id": 1}, "parent_id", "is not a field of a record"),
    ],
)
def test_what_is_wrong_is_told_by_field(wrong: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(Invalid) as refused:
        records.draft(1, record(1, **wrong))

    assert list(refused.value.errors) == [field]
    assert refused.value.errors[field][0].startswith(words)


@pytest.mark.parametrize("line", [b"{", b"\xff{}", b"[]", b"[" * 100_000, b"NaN"])
def test_what_is_no_object_of_json_is_refused(line: bytes) -> None:
    with pytest.raises(BodyInvalid):
        records.draft(1, line)


def test_a_record_becomes_a_draft_of_one_of_the_sites_readers() -> None:
    draft = records.draft(7, json.dumps(record(1, url=None, title="T")).encode())

    assert (draft.site_id, draft.article, draft.title, draft.url) == (7, "a", "T", None)
    assert draft.poster == Subject("reader", "site", "s1", "Name 1")
    assert (draft.pair, draft.confirmed, draft.trusted) == (("archive", "1"), True, True)


def test_lines_are_numbered_as_an_editor_does() -> None:
    file = io.BytesIO(b"one\r\n\n  \ntwo\nthree")

    assert list(records.lines(file)) == [(1, b"one\r\n"), (4, b"two\n"), (5, b"three")]


def test_a_line_without_end_is_refused_and_takes_no_memory() -> None:
    file = io.BytesIO(b"x" * (3 * records.LONGEST_LINE) + b"\ntwo")

    (first, long), second = records.lines(file)

    assert (first, len(long), second) == (1, records.LONGEST_LINE + 1, (2, b"two"))
    with pytest.raises(BodyTooLarge):
        records.draft(1, long)
