"""Two texts that say the same are known to; two that do not, are not."""

import pytest

from comments_service.domain import sameness, text
from comments_service.domain.reading import Reading

SAID = "Cheap watches for everybody, only today: https://watches.example.org/?a=1"


def digest(raw: str) -> int | None:
    return sameness.digest(Reading(text.render(raw).html))


@pytest.mark.parametrize(
    "again",
    [
        SAID.upper(),
        "cheap   watches, for everybody! only today https://elsewhere.example.org/b?c=2",
        "Che\u200bap w\u0430tches for everybody only today 7788",
        "Only today **cheap** watches for everybody",
        "CHEAP cheap watches for everybody only today!!!",
    ],
)
def test_another_spelling_is_the_same_text(again: str) -> None:
    assert digest(again) == digest(SAID)


@pytest.mark.parametrize(
    "other", [SAID.replace("today", "tomorrow"), "I have read this article and do not agree"]
)
def test_other_words_are_another_text(other: str) -> None:
    assert digest(other) not in {None, digest(SAID)}


@pytest.mark.parametrize("short", ["Thanks!", "So true, well said", "👍 👍 👍", "1 2 3 4 5 6 7 8"])
def test_what_many_people_say_is_no_ones(short: str) -> None:
    assert digest(short) is None


def test_a_digest_fits_into_both_databases() -> None:
    found = [digest(f"one two three four five six {word}") for word in ("a", "be", "see", "dee")]

    assert all(one is not None and -(2**63) <= one < 2**63 for one in found)
