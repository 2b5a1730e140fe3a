import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments_service.domain import names
from comments_service.domain.errors import Invalid
from tests import corpora

# The long s is an s when a whole word is normalised, and an f to the eye.
LONG_S = "ſẝ"
SCRIPTS = ("CYRILLIC ", "GREEK ", "LATIN ", "FULLWIDTH LATIN ", "MATHEMATICAL ")


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("  Ann \n  Example ", "Ann Example"),
        ("Zoe\u0308 🇭🇺", "Zo\u00eb 🇭🇺"),
        ("\u202ehsoM", "hsoM"),
        ("A\u200bd\u200dm\u200cin\ufeff\u2060", "Admin"),
        ("\u200fAnn\u00ad\u200e", "Ann"),
        ("می‌نا", "می‌نا"),
        ("👩‍🚀", "👩‍🚀"),
        ("a\u0000b".replace("\0", "\x05"), "ab"),
        ("x" + "\u0301" * 50, "x" + "\u0301" * 6),
        ("<b>'\"&", "<b>'\"&"),
    ],
)
def test_a_name_is_plain_text_on_one_line(raw: str, kept: str) -> None:
    assert names.clean(raw) == kept


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_a_clean_name_stays_as_it_is(raw: str) -> None:
    try:
        name = names.clean(raw)
    except Invalid:
        return

    assert names.clean(name) == name
    assert unicodedata.is_normalized("NFC", name)
    assert name == " ".join(name.split())


@pytest.mark.parametrize(
    "raw", ["", "  ", "\u200b", "\u202e\u2066", "\u0301", "\u3164", "a\0b", "\udc00"]
)
def test_no_name_at_all_is_refused(raw: str) -> None:
    with pytest.raises(Invalid) as refused:
        names.clean(raw)

    assert list(refused.value.errors) == ["name"]


def test_a_name_has_a_longest_size() -> None:
    assert names.clean(" " + "é" * names.LONGEST)

    with pytest.raises(Invalid):
        names.clean("é" * (names.LONGEST + 1))


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Admin",
            "admin ",
            "ADMIN",
            "Adm\u0131n",
            "\u0410dmin",
            "Admin\u200b",
            "ad\u200bm\u00adin",
        ),
        *(
            "A d m i n",
            "a.d.m.i.n",
            "[admin]",
            "*admin*",
            "Ádmin",
            "adm1n",
            "admln",
            "4dm|n",
            "@dmin",
        ),
        *(
            "ＡＤＭＩＮ",
            "𝓪𝓭𝓶𝓲𝓷",
            "ⓐⓓⓜⓘⓝ",
            "\u0391D\u039c\u0399\u039d",
            "adrnin",
            "\u202eadmin",
        ),
        *("Administrator", "m0derator", "ModeratоR", "M\u043e\u0501", "ſtaff", "$taff", "MOD"),
    ],
)
def test_c065_a_name_that_reads_like_a_moderator_is_reserved(name: str) -> None:
    assert names.reserved(name)


@pytest.mark.parametrize(
    "name", ["Ann", "Modena", "Adam", "Stafford", "Минa", "管理员", "★", "", "Mo"]
)
def test_an_honest_name_is_free(name: str) -> None:
    assert not names.reserved(name, ["Jana Example", "☆"])


@pytest.mark.parametrize(
    "name", ["Jana Example", "JANA  EXAMPLE", "Jаna Ехample", "janaexamp1e", "☆"]
)
def test_names_of_moderators_are_reserved(name: str) -> None:
    assert names.reserved(name, ["Jana Example", "☆"])


@pytest.mark.corpus
@pytest.mark.parametrize("word", names.STAFF)
def test_t28_no_look_alike_of_a_letter_makes_another_name(word: str) -> None:
    alike = corpora.load("text/confusables.json")
    spellings = [
        (word.replace(letter, other["c"], 1), other["n"])
        for letter in set(word)
        for other in [*alike.get(letter, ()), *alike.get(letter.upper(), ())]
        if other["n"].startswith(SCRIPTS) and other["c"] not in LONG_S
    ]

    assert spellings
    assert [found for found in spellings if not names.reserved(found[0])] == []
