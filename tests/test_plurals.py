"""The forms of each language and the numbers that take them.

From the rules and samples of CLDR 48, common/supplemental/plurals.xml, which ICU 78 agrees with.
A form without a number is for fractions alone.
"""

import pytest

from comments_service.plurals import RULES

MILLION = 1_000_000
Samples = dict[str, list[int]]
SLAVIC: Samples = {
    "one": [1, 21, 101, 1001],
    "few": [2, 4, 22, 104, 1002],
    "many": [0, 5, 11, 12, 14, 19, 20, 111, 112, MILLION],
    "other": [],
}
GROUPS: list[tuple[str, Samples]] = [
    ("id ja ko ms th vi zh-Hans zh-Hant", {"other": [0, 1, 2, 15, 100, MILLION]}),
    (
        "bg da de el en et fi hu nb nl sv tr ur",
        {"one": [1], "other": [0, 2, 11, 21, 100, 101, MILLION]},
    ),
    ("bn fa hi", {"one": [0, 1], "other": [2, 11, 21, 100, 101, MILLION]}),
    (
        "ca es it pt",
        {"one": [1], "many": [MILLION, 2 * MILLION], "other": [0, 2, 16, 101, MILLION + 1]},
    ),
    (
        "fr pt-BR",
        {"one": [0, 1], "many": [MILLION, 2 * MILLION], "other": [2, 17, 101, MILLION + 1]},
    ),
    ("he", {"one": [1], "two": [2], "other": [0, 3, 12, 20, 102, MILLION]}),
    (
        "ro",
        {
            "one": [1],
            "few": [0, 2, 16, 19, 101, 119, 1001],
            "other": [20, 35, 100, 120, 1000, MILLION],
        },
    ),
    ("cs sk", {"one": [1], "few": [2, 4], "many": [], "other": [0, 5, 19, 22, 100, 102, MILLION]}),
    (
        "pl",
        SLAVIC | {"one": [1], "many": [0, 5, 12, 14, 19, 21, 101, 111, 112, MILLION]},
    ),
    ("ru uk", SLAVIC),
    (
        "hr",
        {
            "one": [1, 21, 101, 1001],
            "few": [2, 4, 22, 104, 1002],
            "other": [0, 5, 11, 12, 14, 19, 111, 112, MILLION],
        },
    ),
    (
        "sl",
        {
            "one": [1, 101, 1001],
            "two": [2, 102, 1002],
            "few": [3, 4, 103, 1004],
            "other": [0, 5, 11, 12, 22, 100, MILLION],
        },
    ),
    (
        "lt",
        {
            "one": [1, 21, 101, 1001],
            "few": [2, 9, 22, 102, 1002],
            "many": [],
            "other": [0, 10, 11, 19, 20, 111, 112, MILLION],
        },
    ),
    (
        "lv",
        {
            "zero": [0, 10, 11, 19, 20, 111, MILLION],
            "one": [1, 21, 101, 1001],
            "other": [2, 9, 22, 102, 1002],
        },
    ),
    (
        "ar",
        {
            "zero": [0],
            "one": [1],
            "two": [2],
            "few": [3, 10, 103, 110, 1003],
            "many": [11, 26, 99, 111, 1011],
            "other": [100, 102, 200, 1000, MILLION],
        },
    ),
]
CLDR = {lang: samples for langs, samples in GROUPS for lang in langs.split()}


def test_every_language_has_a_rule() -> None:
    assert set(RULES) == set(CLDR)


@pytest.mark.parametrize("lang", RULES)
def test_a_language_has_the_forms_that_cldr_gives_it(lang: str) -> None:
    assert RULES[lang].forms == tuple(CLDR[lang])


@pytest.mark.parametrize("lang", RULES)
def test_a_number_takes_the_form_that_cldr_gives_it(lang: str) -> None:
    rule = RULES[lang]

    assert {
        form: [n for n in numbers if rule.pick(n) != form] for form, numbers in CLDR[lang].items()
    } == ({form: [] for form in rule.forms})
