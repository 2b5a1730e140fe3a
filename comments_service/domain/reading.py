"""A text as rules read it: what the eye sees of it, whatever it is written with.

Everything is made when a rule first asks for it, since most texts meet few rules.
"""

import re
from functools import cached_property
from html import unescape
from typing import NamedTuple
from unicodedata import category, normalize
from urllib.parse import urlsplit

from comments_service.domain import names

# Of our own HTML, whose attributes hold no `>`.
INLINE = re.compile("</?(?:a|code|del|em|s|strong)(?: [^>]*)?>")
TAG = re.compile("<[^>]*>")
HREF = re.compile('href="([^"]*)"')

WORD = re.compile(r"[\w@$|!]+")
AROUND = "_@|!"
# Single letters with the same sign between all of them.
SPACED = re.compile(r"(?<!\w)[^\W\d_]([ ._*-])(?:[^\W\d_]\1){2,}[^\W\d_](?!\w)")


class Word(NamedTuple):
    """A word as it is written, in small letters, and as the eye reads it.

    The eye takes i, l and 1 for one letter, written `i`.
    """

    written: str
    seen: str

    @property
    def disguised(self) -> bool:
        return self.seen != self.written.replace("l", "i")


class Reading:
    """One text, by its clean HTML."""

    def __init__(self, html: str) -> None:
        self.html = html

    @cached_property
    def shown(self) -> str:
        """What a reader sees, in one normal form and without what nobody sees."""
        text = unescape(TAG.sub(" ", INLINE.sub("", self.html)))
        if text.isascii():
            return text
        return "".join(one for one in normalize("NFKC", text) if category(one) != "Cf")

    @cached_property
    def folded(self) -> str:
        return self.shown.casefold()

    @cached_property
    def words(self) -> list[Word]:
        return words_of(self.shown)

    @cached_property
    def hosts(self) -> list[str]:
        """The hosts that its links lead to, in small letters of ASCII."""
        found = (urlsplit(unescape(href)).hostname for href in HREF.findall(self.html))
        return [host.rstrip(".") for host in found if host]


def words_of(shown: str) -> list[Word]:
    joined = SPACED.sub(lambda found: found[0].replace(found[1], ""), shown)
    found = (one.strip(AROUND) for one in WORD.findall(joined))
    return [word(one) for one in found if one]


def word(found: str) -> Word:
    written = found.casefold()
    if found.isascii() and found.isalpha():
        return Word(written, written.replace("l", "i"))
    return Word(written, names.seen(found))
