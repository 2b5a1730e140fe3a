import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments_service.domain import characters

MARK = "\u0301"
ATTACHED = MARK * characters.MOST_MARKS


@given(
    st.text() | st.text(st.sampled_from(f"ae\u0338>{MARK}\u0327\u200d\u202e\x05\r\n\ufb1d\u1fef"))
)
def test_what_is_normal_stays_as_it_is(raw: str) -> None:
    once = characters.normalise(raw)

    assert characters.normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    "spelt",
    [
        pytest.param("می‌خواهم", id="Persian, with a non-joiner"),
        pytest.param("നിന്ന\u0d3e ൾ\u200d", id="Malayalam, with a joiner"),
        pytest.param("👩‍👩‍👧‍👦 🤷🏽‍♀️ ❤️ 1️⃣", id="emoji"),
        pytest.param("\u05d1\u05bc\u05b0\u05e8\u05b5\u0596", id="pointed Hebrew"),
        pytest.param("\u200f\u05d0\u200e", id="marks of direction"),
        pytest.param("a\tb\nc", id="tab and newline"),
    ],
)
def test_a_spelling_that_needs_them_keeps_its_characters(spelt: str) -> None:
    assert characters.normalise(spelt) == unicodedata.normalize("NFC", spelt)


@pytest.mark.parametrize(
    "code", [*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFFFE, 0xFFFF]
)
def test_what_xml_cannot_hold_and_controls_are_not_shown(code: int) -> None:
    assert characters.normalise(f"a{chr(code)}b") == "ab"


@pytest.mark.parametrize("code", [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
def test_overrides_of_direction_are_not_shown(code: int) -> None:
    assert characters.normalise(f"a{chr(code)}b") == characters.restrain(f"a{chr(code)}b") == "ab"


def test_every_newline_is_one() -> None:
    assert characters.normalise("a\r\nb\rc\nd") == "a\nb\nc\nd"


@pytest.mark.parametrize("joiner", ["", "\u200d", "\u034f"])
def test_a_tower_of_marks_is_lowered(joiner: str) -> None:
    tower = "x" + (MARK + joiner) * 500 + "y"

    lowered = characters.normalise(tower)

    assert lowered[0] + lowered[-1] == "xy"
    assert sum(unicodedata.category(c) == "Mn" for c in lowered) == characters.MOST_MARKS


def test_each_letter_may_carry_marks() -> None:
    word = f"x{ATTACHED}☂{ATTACHED}"

    assert characters.normalise(word) == word


def test_html_is_not_composed() -> None:
    html = "<p>\u0338x</p>"

    assert characters.restrain(html) == html
    assert unicodedata.normalize("NFC", html) != html


@pytest.mark.parametrize("text", ["a", " \u200b.", "☂", "中", "\U0001fae8", "\ue000"])
def test_it_can_be_seen(text: str) -> None:
    assert characters.visible(text)


@pytest.mark.parametrize("text", ["", " \t\n", "\u2003\u2028", "\u200b\ufeff\xad", MARK, "\u3164"])
def test_it_cannot_be_seen(text: str) -> None:
    assert not characters.visible(text)
