"""The allow list, and bleach behind one function."""

import threading
from html import unescape

from bleach.sanitizer import Cleaner

from comments_service.domain import urls

TAGS = frozenset(
    ("a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "s", "strong", "ul")
)
SCHEMES = frozenset(("http", "https", "mailto"))

# Of a link, nothing is passed on: neither our good name nor a handle on our window.
REL = "nofollow ugc noopener"


def clean(html: str) -> str:
    """Return what our own Markdown wrote, with nothing in it that is not allowed."""
    return str(_mine.cleaner.clean(html))


class Mine(threading.local):
    """A Cleaner for each thread, since building one costs as much as it takes to clean a text.

    It holds a parser with state: sharing one between threads mixes two readers' comments.
    """

    def __init__(self) -> None:
        self.cleaner = Cleaner(tags=TAGS, attributes=_allowed, protocols=SCHEMES)


def _allowed(tag: str, name: str, value: str) -> bool:
    if tag != "a":
        return False
    # bleach hands over the value as it is written, entities and all.
    return value == REL if name == "rel" else name == "href" and urls.safe(unescape(value))


_mine = Mine()
