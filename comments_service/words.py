"""The strings that readers see, in the reader's one language.

A language is one file in `locales/`; the plural rules of each stand below, written from
CLDR's. To add a language: copy `en.json`, translate, give it a rule; the tests check
that every string and every plural form is there.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

LOCALES = Path(__file__).with_name("locales")
DEFAULT = "en"
MILLION = 1_000_000


def one_other(n: int) -> str:
    return "one" if n == 1 else "other"


def french(n: int) -> str:
    if n in {0, 1}:
        return "one"
    return "many" if n % MILLION == 0 else "other"


def arabic(n: int) -> str:
    if n in {0, 1, 2}:
        return ("zero", "one", "two")[n]
    rest = n % 100
    if rest in range(3, 11):
        return "few"
    return "many" if rest in range(11, 100) else "other"


@dataclass(frozen=True)
class Rule:
    """Which plural form a whole number takes, and all the forms that exist."""

    pick: Callable[[int], str]
    forms: tuple[str, ...]


RULES = {
    "ar": Rule(arabic, ("zero", "one", "two", "few", "many", "other")),
    "de": Rule(one_other, ("one", "other")),
    "en": Rule(one_other, ("one", "other")),
    "fr": Rule(french, ("one", "many", "other")),
}


@dataclass(frozen=True)
class Words:
    lang: str
    strings: Mapping[str, Any]

    @property
    def dir(self) -> str:
        return str(self.strings["dir"])

    def __call__(self, key: str, n: int | None = None, /, **values: object) -> str:
        """Return a string as plain text; `n` chooses the plural form and fills `{n}`."""
        return self.form(key, n).format(**self.filled(n, values))

    def html(self, key: str, n: int | None = None, /, **values: object) -> Markup:
        """Return a string as HTML: markup in `values` stays, everything else is escaped."""
        return Markup(self.form(key, n)).format(**self.filled(n, values))  # noqa: S704 our own files

    def form(self, key: str, n: int | None = None) -> str:
        found = self.strings[key]
        return str(found if n is None else found[RULES[self.lang].pick(n)])

    def filled(self, n: int | None, values: dict[str, object]) -> dict[str, object]:
        return values if n is None else {"n": self.number(n), **values}

    def has(self, key: str) -> bool:
        return key in self.strings

    def number(self, n: int) -> str:
        return f"{n:,}".replace(",", self.strings["group"])

    def date(self, moment: datetime) -> str:
        """Return the absolute time that a reader without a script sees, in UTC."""
        month = self.strings["months"][moment.month - 1]
        return self("date", day=moment.day, month=month, year=moment.year, time=f"{moment:%H:%M}")


def of(asked: str | None) -> Words:
    """Return the words for a language tag: the whole tag, else its language, else English."""
    tag = (asked or DEFAULT).replace("_", "-").lower()
    return next((read(name) for name in (tag, tag.split("-")[0]) if name in RULES), read(DEFAULT))


@cache
def read(lang: str) -> Words:
    return Words(lang, json.loads((LOCALES / f"{lang}.json").read_text("utf-8")))
