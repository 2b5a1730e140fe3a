"""The filter tried on known texts: it learns one half, and is judged by the other."""

import json
from pathlib import Path

import pytest
from flask import Flask

from comments_service.actions import evaluating, records
from comments_service.domain.errors import BodyInvalid, Invalid
from tests import corpora

OFFER, TALK = "Cheap watches, visit my channel", "The council has mended the old bridge"


def lines(*texts: dict[str, object]) -> list[tuple[int, bytes]]:
    return [(number, json.dumps(each).encode()) for number, each in enumerate(texts, 1)]


def both(number: int, **more: object) -> list[dict[str, object]]:
    pair = ({"text": OFFER, "spam": 1}, {"text": TALK, "spam": 0})
    return [{**each, **more} for _ in range(number) for each in pair]


def test_half_is_learned_and_the_rest_is_judged() -> None:
    found = evaluating.evaluate(lines(*both(20)))

    assert (found.learned, found.judged) == (20, 20)
    assert (found.point.precision, found.point.recall, found.point.f1) == (1, 1, 1)
    assert found.milliseconds > 0


def test_the_half_that_comes_first_is_learned() -> None:
    early, late = both(10), [{"text": "Who knows", "spam": at % 2} for at in range(20)]

    found = evaluating.evaluate(lines(*early, *late)).point

    assert (found.spam, found.held in {0, 20}) == (10, True)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"[1]", "Line 1 is not a JSON object"),
        (b"{", "Line 1 is not JSON"),
        (b'{"text": "x"}', "Line 1 needs text"),
        (b'{"text": 1, "spam": 1}', "Line 1 needs text"),
        (b'{"text": "x", "spam": "yes"}', "Line 1 needs text"),
    ],
)
def test_a_line_that_cannot_be_learned_from_is_named(line: bytes, words: str) -> None:
    with pytest.raises((Invalid, BodyInvalid), match=words):
        evaluating.evaluate([(1, line)])


def test_the_command_says_how_right_it_was(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "known.jsonl"
    file.write_bytes(b"\n".join(line for _, line in lines(*both(20))))

    told = app.test_cli_runner().invoke(args=["comments", "evaluate-filter", str(file)])

    first, time, *figures = told.output.splitlines()
    assert first == "20 texts learned, 20 others judged"
    assert time.endswith(" ms a score")
    assert figures == ["precision 1.000", "recall 1.000", "F1 1.000"]


def test_too_few_texts_teach_nothing() -> None:
    with pytest.raises(Invalid, match="too few"):
        evaluating.evaluate(lines(*both(2)))


@pytest.mark.corpus
def test_on_the_youtube_collection_nine_of_ten_are_right() -> None:
    with corpora.path("spam/youtube_spam_collection.jsonl").open("rb") as file:
        found = evaluating.evaluate(records.lines(file))

    assert (found.learned, found.judged) == (955, 955)
    assert found.point.f1 >= 0.9
