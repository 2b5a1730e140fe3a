import re
from datetime import UTC, datetime
from string import Formatter

import pytest
from markupsafe import Markup

from comments_service import words
from comments_service.words import RULES

ENGLISH = words.of("en")
FILES = {path.stem for path in words.LOCALES.glob("*.json")}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def forms(value: object) -> list[str]:
    return list(value.values()) if isinstance(value, dict) else [str(value)]


def test_every_language_has_a_file_and_a_rule() -> None:
    assert set(RULES) == FILES


@pytest.mark.parametrize("lang", RULES)
def test_a_language_has_every_string(lang: str) -> None:
    assert set(words.of(lang).strings) == set(ENGLISH.strings)


@pytest.mark.parametrize("lang", RULES)
def test_a_language_has_every_plural_form_of_its_own(lang: str) -> None:
    strings = words.of(lang).strings
    plural = {key for key, value in ENGLISH.strings.items() if isinstance(value, dict)}

    assert {key for key, value in strings.items() if isinstance(value, dict)} == plural
    assert {tuple(strings[key]) for key in plural} == {RULES[lang].forms}


@pytest.mark.parametrize("lang", RULES)
def test_a_translation_fills_in_what_the_original_does(lang: str) -> None:
    """A form for one exact number may spell it out, so the number alone may be missing."""
    strings = words.of(lang).strings
    wrong = {
        key: form
        for key, value in ENGLISH.strings.items()
        if key != "months"
        for form in forms(strings[key])
        if fields(form) - {"n"} != fields(forms(value)[-1]) - {"n"}
    }

    assert wrong == {}


@pytest.mark.parametrize("lang", RULES)
def test_a_year_has_twelve_months(lang: str) -> None:
    assert len(set(words.of(lang).strings["months"])) == 12


@pytest.mark.parametrize(
    ("lang", "number", "form"),
    [
        ("en", 0, "other"),
        ("en", 1, "one"),
        ("en", 2, "other"),
        ("de", 1, "one"),
        ("de", 1_000_000, "other"),
        ("fr", 0, "one"),
        ("fr", 1, "one"),
        ("fr", 2, "other"),
        ("fr", 1_000_000, "many"),
        ("fr", 1_000_001, "other"),
        ("ar", 0, "zero"),
        ("ar", 1, "one"),
        ("ar", 2, "two"),
        ("ar", 3, "few"),
        ("ar", 110, "few"),
        ("ar", 11, "many"),
        ("ar", 199, "many"),
        ("ar", 100, "other"),
        ("ar", 102, "other"),
    ],
)
def test_a_number_takes_the_form_that_cldr_gives_it(lang: str, number: int, form: str) -> None:
    assert RULES[lang].pick(number) == form


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "1,234 comments"), ("de", "1.234 Kommentare"), ("fr", "1\u202f234 commentaires")],
)
def test_a_count_is_said_in_the_language(lang: str, said: str) -> None:
    assert words.of(lang)("count", 1234) == said


@pytest.mark.parametrize(
    ("asked", "lang"),
    [
        (None, "en"),
        ("", "en"),
        ("de", "de"),
        ("de-AT", "de"),
        ("FR_ca", "fr"),
        ("tlh", "en"),
        ("../../etc/passwd", "en"),
    ],
)
def test_an_unknown_language_is_english(asked: str | None, lang: str) -> None:
    assert words.of(asked).lang == lang


def test_what_is_filled_into_html_is_escaped_unless_it_is_markup() -> None:
    typed = ENGLISH.html("in_reply_to", name="<b>Bob</b>")
    marked = ENGLISH.html("in_reply_to", name=Markup("<bdi>Bob</bdi>"))

    assert typed == "in reply to &lt;b&gt;Bob&lt;/b&gt;"
    assert marked == "in reply to <bdi>Bob</bdi>"


def test_a_date_says_its_zone() -> None:
    moment = datetime(2026, 3, 5, 7, 9, tzinfo=UTC)

    assert words.of("de").date(moment) == "5. März 2026, 07:09 UTC"
    assert re.fullmatch(r"5 Mar 2026, 07:09 UTC", ENGLISH.date(moment))
