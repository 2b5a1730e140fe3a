"""Request bodies: bounded before they are read, and JSON as RFC 8259 has it."""

import json
from typing import Any
from urllib.parse import parse_qsl

from flask import request

from comments_service.domain import characters
from comments_service.domain.errors import BodyInvalid, BodyTooLarge, Invalid, TypeUnsupported

KB = 1024
COMMENT_BYTES = 256 * KB
BATCH_BYTES = 8 * KB * KB
OTHER_BYTES = 64 * KB
MOST_DIGITS = 400


def read(media_type: str, most: int) -> bytes:
    """Return the body, of exactly this media type and at most `most` bytes.

    Refuses before anything is parsed: `TypeUnsupported`, `BodyTooLarge`.
    """
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise TypeUnsupported("A Content-Encoding is not taken on requests")
    if request.mimetype != media_type:
        raise TypeUnsupported(f"The Content-Type must be {media_type}")
    if (request.content_length or 0) > most:
        raise BodyTooLarge(f"At most {most} bytes")
    # A body that does not say how long it is would be cut at the limit without a word, and
    # what is left may be valid: one byte more tells.
    request.max_content_length = most + 1
    body = request.get_data(cache=False)
    if len(body) > most:
        raise BodyTooLarge(f"At most {most} bytes")
    return body


def json_object(most: int) -> dict[str, Any]:
    """Return the body as an object; refuses (`BodyInvalid`) whatever else JSON may be.

    Numbers that are none (`NaN`) pass: no field takes them, and its refusal names it.
    """
    body = read("application/json", most)
    try:
        found = json.loads(body.decode(), parse_int=whole, object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        raise BodyInvalid(f"The body is not valid JSON: {reason(error)}") from error
    if not isinstance(found, dict):
        raise BodyInvalid("The body must be a JSON object")
    return found


def reason(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.pos}"
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 at byte {error.start}"
    if isinstance(error, RecursionError):
        return "nested too deep"
    return str(error)[:80]


def whole(digits: str) -> float:
    # Python reads no number of thousands of digits, and could not say of which field it
    # is. As a fraction it is refused by its field, like all that is no whole number of ours.
    return int(digits) if len(digits) <= MOST_DIGITS else float(digits)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Take each name once: which of two was meant is not for us to guess."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if not characters.storable(name):
            raise ValueError("a name holds a NUL or half of a surrogate pair")
        if name in found:
            raise Invalid.field(name, "stands twice")
        found[name] = value
    return found


def query_pairs() -> list[tuple[str, str]]:
    """Return the query's pairs as they stand; refuses what is not UTF-8."""
    try:
        return parse_qsl(
            request.query_string.decode(),
            keep_blank_values=True,
            errors="strict",
        )
    except ValueError as error:
        raise Invalid("The query is not UTF-8, percent-encoded") from error
