"""The strings that readers see, in the reader's one language.

A language is one file in `locales/`. To add one: copy `en.json`, translate, give it a rule in
`plurals.py`; the tests check that every string and every plural form is there.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from comments_service.plurals import RULES

LOCALES = Path(__file__).with_name("locales")
DEFAULT = "en"
# The longest tag that RFC 5646 asks a program to hold; a refusal takes the tag as it was sent.
LONGEST_TAG = 35
NAMES = {name.lower(): name for name in RULES}
# What is said of a moment of the last month, by the script alone.
AGES = ("now", "ago_minute", "ago_hour", "ago_day")
# Other names of a language, and the nearest that a reader of it reads without effort.
# The subtags of Chinese say the country more often than the script that it writes.
NEAREST = {
    "bs": "hr",
    "in": "id",
    "iw": "he",
    "mo": "ro",
    "nn": "nb",
    "no": "nb",
    "sh": "hr",
    "yue": "zh-Hant",
    "zh": "zh-Hans",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
    "zh-tw": "zh-Hant",
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

    @property
    def ages(self) -> dict[str, Any]:
        """Return what the script says of a moment that is not long ago."""
        return {key: self.strings[key] for key in AGES}

    def date(self, moment: datetime) -> str:
        """Return the absolute time that a reader without a script sees, in UTC."""
        month = self.strings["months"][moment.month - 1]
        return self("date", day=moment.day, month=month, year=moment.year, time=f"{moment:%H:%M}")


def of(asked: str | None) -> Words:
    """Return the words for a language tag: the nearest that there are, else English."""
    tag = (asked or DEFAULT).replace("_", "-").lower()[:LONGEST_TAG]
    return read(next(filter(None, map(known, shorter(tag))), DEFAULT))


def shorter(tag: str) -> Iterator[str]:
    """Yield the tag, then less and less of it, as RFC 4647 looks a language up."""
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


def known(tag: str) -> str | None:
    return NAMES.get(tag) or NEAREST.get(tag)


@cache
def read(lang: str) -> Words:
    return Words(lang, json.loads((LOCALES / f"{lang}.json").read_text("utf-8")))
