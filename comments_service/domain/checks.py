"""What a value from outside may be, wherever it comes in: over HTTP or from a file.

Each takes a value of any type and returns it as it is kept, or says in words why not.
"""

import re
import unicodedata
from datetime import UTC, datetime
from typing import Any

from comments_service.domain import origins

LONGEST_KEY = 512
LONGEST_SUBJECT = 255
LONGEST_SOURCE = 64
LONGEST_SOURCE_ID = 255
LONGEST_TITLE = 300
LONGEST_ADDRESS = 2000
LONGEST_EMAIL = 254

MISTAKEN_KEYS = {"null", "undefined", "[object Object]", "NaN"}
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,6})?([Zz]|[+-]\d\d:\d\d)")


class Unfit(ValueError):
    """The message says what is wrong with a value, to stand behind its field's name."""


def plain(value: Any, *, most: int, least: int = 1) -> str:
    return measured(storable(value), least, most)


def storable(value: Any) -> str:
    """Take a string that both databases can keep: PostgreSQL takes neither NUL nor half a pair."""
    if not isinstance(value, str):
        raise Unfit("must be a string")
    if UNSTORABLE.search(value):
        raise Unfit("holds a NUL or half of a surrogate pair")
    return value


def measured(value: str, least: int, most: int) -> str:
    if not least <= len(value) <= most:
        raise Unfit(f"must have {least} to {most} characters")
    return value


def article_key(value: Any) -> str:
    """Take an article ID: opaque, kept after NFC. Refuses what a broken template writes."""
    key = storable(value)
    if key in MISTAKEN_KEYS:
        raise Unfit("is the mark of a missing value, not an article ID")
    return measured(compared(key), 1, LONGEST_KEY)


def compared(key: str) -> str:
    """Return an article ID in the one spelling in which IDs are kept and compared."""
    return unicodedata.normalize("NFC", key)


def moment(value: Any) -> datetime:
    """Take a moment of RFC 3339, with any offset."""
    if not isinstance(value, str) or not RFC3339.fullmatch(value):
        raise Unfit("must be a moment as in RFC 3339, with its offset")
    try:
        return datetime.fromisoformat(value.upper()).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Unfit("is no moment of the calendar") from error


def web_address(value: Any) -> str:
    """Take an absolute http or https address."""
    address = plain(value, most=LONGEST_ADDRESS)
    if not re.match("https?://", address) or re.search(r"[\s<>\"\\]", address):
        raise Unfit("must be an absolute http or https address")
    try:
        origins.of(address)
    except origins.NoOrigin as error:
        raise Unfit("must be an http or https address of some host") from error
    return address


def email(value: Any) -> str:
    """Take an e-mail address by its shape alone: only who answers there knows more."""
    address = plain(value, most=LONGEST_EMAIL)
    if not re.fullmatch(r"[^@\s<>\"(),:;\\]+@[^@\s<>\"(),:;\\.]+(\.[^@\s<>\"(),:;\\.]+)+", address):
        raise Unfit("must be an e-mail address")
    return address
