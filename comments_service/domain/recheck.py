"""Reads finished HTML again, without the parser that cleaned it, and believes nothing.

First by the letter: every tag is written exactly as our renderer writes it, and `<`, `>`
and `&` in a text are entities, so that no two parsers can see different things in it.
Then by the standard library's parser: only tags of the list, each closed in its turn, and
links that lead to where a comment may link.
"""

import re
from html.parser import HTMLParser

from comments_service.domain import urls
from comments_service.domain.cleaning import REL, TAGS

Attributes = list[tuple[str, str | None]]

VOID = frozenset(("br", "hr"))
INLINE = frozenset(("a", "code", "em", "s", "strong"))

LINK = rf'<a href="(?:[^"<>&]|&amp;|&#x27;)++" rel="{REL}">'
WRITTEN = re.compile(rf"(?:[^<>&]++|&(?:amp|lt|gt|quot);|</?[a-z]++>|{LINK})*+")


class Untrusted(Exception):
    """The HTML holds something that is not on the list."""


def words(html: str) -> str:
    """Return the text in HTML that came from `render`, with blanks where blocks meet."""
    return Reader().read(html)


def trusted_words(html: str) -> str:
    """Return the same, or raise `Untrusted`."""
    if not WRITTEN.fullmatch(html):
        raise Untrusted
    return Checker().read(html)


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def read(self, html: str) -> str:
        self.feed(html)
        self.close()
        return "".join(self.words)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        del attrs
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)

    def _part(self, tag: str) -> None:
        if tag not in INLINE:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


class Checker(Reader):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def read(self, html: str) -> str:
        found = super().read(html)
        if self.open:
            raise Untrusted
        return found

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag not in TAGS or any(name == "href" and not urls.safe(to or "") for name, to in attrs):
            raise Untrusted
        if tag not in VOID:
            self.open.append(tag)
        super().handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise Untrusted
        super().handle_endtag(tag)
