"""What no file of words may get wrong, whoever translated it."""

import json
import re
import unicodedata
from string import Formatter

import pytest

from comments_service import words
from comments_service.plurals import RULES

ENGLISH = words.of("en").strings
# In one order: the processes that share the tests have to see the same ones.
FILES = sorted(path.stem for path in words.LOCALES.glob("*.json"))
PLURAL = {key for key, value in ENGLISH.items() if isinstance(value, dict)}
OTHERS = [lang for lang in FILES if lang != "en"]
# The words of ours that no other language spells alike.
ENGLISH_ONLY = {"the", "this", "that", "you", "your", "comments", "please", "write", "reply"}
# A control that shows the first and is announced as the second: who speaks to the device says
# what is seen (WCAG 2.5.3).
NAMED = [("reply", "reply_to"), ("report", "report_of"), ("edit", "edit_of")]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def forms(value: object) -> list[str]:
    if isinstance(value, list):
        return value
    return list(value.values()) if isinstance(value, dict) else [str(value)]


def texts(lang: str) -> dict[str, str]:
    """Return what is read, all forms of a string in one."""
    strings = words.of(lang).strings
    return {key: " ".join(forms(strings[key])) for key in strings if key not in {"dir", "group"}}


def prose(lang: str) -> str:
    return re.sub(r"\{\w+\}|UTC", "", " ".join(texts(lang).values()))


def test_every_language_has_a_file_and_a_rule() -> None:
    assert set(RULES) == set(FILES)
    assert len(FILES) >= 36


@pytest.mark.parametrize("lang", FILES)
def test_no_string_is_said_twice_in_a_file(lang: str) -> None:
    """A later line of the same name would silently win."""
    pairs = json.loads((words.LOCALES / f"{lang}.json").read_text("utf-8"), object_pairs_hook=list)

    assert [name for name, _ in pairs] == list(ENGLISH)


@pytest.mark.parametrize("lang", FILES)
def test_a_language_has_every_plural_form_of_its_own(lang: str) -> None:
    strings = words.of(lang).strings

    assert {key for key, value in strings.items() if isinstance(value, dict)} == PLURAL
    assert {tuple(strings[key]) for key in PLURAL} == {RULES[lang].forms}


@pytest.mark.parametrize("lang", FILES)
def test_a_translation_fills_in_what_the_original_does(lang: str) -> None:
    """A form for one exact number may spell it out, so the number alone may be missing."""
    strings = words.of(lang).strings
    wrong = {
        key: form
        for key, value in ENGLISH.items()
        if key != "months"
        for form in forms(strings[key])
        if fields(form) - {"n"} != fields(forms(value)[-1]) - {"n"}
    }

    assert wrong == {}


@pytest.mark.parametrize("lang", FILES)
def test_a_form_for_more_than_one_number_says_which(lang: str) -> None:
    spelled_out = {"ar": {"zero", "one", "two"}, "he": {"one", "two"}}.get(lang, set())
    silent = {
        form
        for key in PLURAL
        for form, text in words.of(lang).strings[key].items()
        if "n" not in fields(text)
    }

    assert silent == spelled_out


@pytest.mark.parametrize("lang", FILES)
def test_a_year_has_twelve_months(lang: str) -> None:
    months = words.of(lang).strings["months"]

    assert len(months) == len(set(months)) == 12


@pytest.mark.parametrize("lang", FILES)
def test_the_direction_is_that_of_the_letters(lang: str) -> None:
    letters = {unicodedata.bidirectional(letter) for letter in prose(lang)} & {"L", "R", "AL"}

    assert letters <= ({"R", "AL"} if words.of(lang).dir == "rtl" else {"L"})
    assert (words.of(lang).dir == "rtl") == (lang in {"ar", "fa", "he", "ur"})


@pytest.mark.parametrize("lang", OTHERS)
def test_no_english_is_left(lang: str) -> None:
    said = set(re.findall(r"\w+", prose(lang).lower()))
    same = {key for key, text in texts(lang).items() if text == texts("en")[key]}

    assert said & ENGLISH_ONLY == set()
    assert same <= {"date"}


@pytest.mark.parametrize("lang", FILES)
def test_a_text_is_set_as_in_print(lang: str) -> None:
    """Composed letters, no stray space, and no typewriter's quote or dots."""
    untidy = {
        key: text
        for key, value in words.of(lang).strings.items()
        if key != "group"
        for text in forms(value)
        if unicodedata.normalize("NFC", text) != text
        or text != text.strip()
        or re.search(r"  |['\"`]|\.\.\.|\ufeff", text)
    }

    assert untidy == {}


@pytest.mark.parametrize("lang", FILES)
@pytest.mark.parametrize(("shown", "announced"), NAMED)
def test_a_control_is_announced_by_what_it_shows(lang: str, shown: str, announced: str) -> None:
    strings = words.of(lang).strings

    assert strings[shown].casefold() in strings[announced].casefold()
