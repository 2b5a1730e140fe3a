"""Which plural form a whole number takes, by language, written from CLDR's plural rules.

`forms` are all that CLDR has for the language. Some of them are for fractions alone (Czech
`many`, Russian `other`): no count takes them, yet a file says them, as translators know them.
"""

from collections.abc import Callable
from dataclasses import dataclass

MILLION = 1_000_000
TEENS = range(11, 20)
FROM_2_TO_4 = range(2, 5)


@dataclass(frozen=True)
class Rule:
    pick: Callable[[int], str]
    forms: tuple[str, ...]


def always_other(_: int) -> str:
    return "other"


def one_other(n: int) -> str:
    return "one" if n == 1 else "other"


def zero_is_one(n: int) -> str:
    return "one" if n in {0, 1} else "other"


def with_millions(pick: Callable[[int], str]) -> Callable[[int], str]:
    """Whole millions take "de" before the noun in the Romance languages."""
    return lambda n: "many" if n and n % MILLION == 0 else pick(n)


def one_two_other(n: int) -> str:
    return {1: "one", 2: "two"}.get(n, "other")


def arabic(n: int) -> str:
    if n in {0, 1, 2}:
        return ("zero", "one", "two")[n]
    rest = n % 100
    if rest in range(3, 11):
        return "few"
    return "many" if rest in range(11, 100) else "other"


def czech(n: int) -> str:
    return "few" if n in FROM_2_TO_4 else one_other(n)


def is_few(n: int) -> bool:
    """Hold for 2, 3, 4, 22, 23, 24, …, and not for 12, 13, 14: the paucal of most Slavs."""
    return n % 10 in FROM_2_TO_4 and n % 100 not in TEENS


def polish(n: int) -> str:
    if n == 1:
        return "one"
    return "few" if is_few(n) else "many"


def russian(n: int) -> str:
    if n % 10 == 1 and n % 100 not in TEENS:
        return "one"
    return "few" if is_few(n) else "many"


def croatian(n: int) -> str:
    form = russian(n)
    return "other" if form == "many" else form


def slovenian(n: int) -> str:
    return {1: "one", 2: "two", 3: "few", 4: "few"}.get(n % 100, "other")


def lithuanian(n: int) -> str:
    if n % 10 == 0 or n % 100 in TEENS:
        return "other"
    return "one" if n % 10 == 1 else "few"


def latvian(n: int) -> str:
    if n % 10 == 0 or n % 100 in TEENS:
        return "zero"
    return "one" if n % 10 == 1 else "other"


def romanian(n: int) -> str:
    if n == 1:
        return "one"
    return "few" if n == 0 or n % 100 in range(1, 20) else "other"


OTHER = Rule(always_other, ("other",))
ONE_OTHER = Rule(one_other, ("one", "other"))
ZERO_IS_ONE = Rule(zero_is_one, ("one", "other"))
ONE_MILLIONS = Rule(with_millions(one_other), ("one", "many", "other"))
ZERO_MILLIONS = Rule(with_millions(zero_is_one), ("one", "many", "other"))
CZECH = Rule(czech, ("one", "few", "many", "other"))
RUSSIAN = Rule(russian, ("one", "few", "many", "other"))

RULES = {
    "ar": Rule(arabic, ("zero", "one", "two", "few", "many", "other")),
    "bg": ONE_OTHER,
    "bn": ZERO_IS_ONE,
    "ca": ONE_MILLIONS,
    "cs": CZECH,
    "da": ONE_OTHER,
    "de": ONE_OTHER,
    "el": ONE_OTHER,
    "en": ONE_OTHER,
    "es": ONE_MILLIONS,
    "et": ONE_OTHER,
    "fa": ZERO_IS_ONE,
    "fi": ONE_OTHER,
    "fr": ZERO_MILLIONS,
    "he": Rule(one_two_other, ("one", "two", "other")),
    "hi": ZERO_IS_ONE,
    "hr": Rule(croatian, ("one", "few", "other")),
    "hu": ONE_OTHER,
    "id": OTHER,
    "it": ONE_MILLIONS,
    "ja": OTHER,
    "ko": OTHER,
    "lt": Rule(lithuanian, ("one", "few", "many", "other")),
    "lv": Rule(latvian, ("zero", "one", "other")),
    "ms": OTHER,
    "nb": ONE_OTHER,
    "nl": ONE_OTHER,
    "pl": Rule(polish, ("one", "few", "many", "other")),
    "pt": ONE_MILLIONS,
    "pt-BR": ZERO_MILLIONS,
    "ro": Rule(romanian, ("one", "few", "other")),
    "ru": RUSSIAN,
    "sk": CZECH,
    "sl": Rule(slovenian, ("one", "two", "few", "other")),
    "sv": ONE_OTHER,
    "th": OTHER,
    "tr": ONE_OTHER,
    "uk": RUSSIAN,
    "ur": ONE_OTHER,
    "vi": OTHER,
    "zh-Hans": OTHER,
    "zh-Hant": OTHER,
}
