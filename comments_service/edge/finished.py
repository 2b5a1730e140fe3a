"""A page as it is sent: headers and bytes that are ready before anybody asks for them."""

from typing import NamedTuple

from werkzeug.http import parse_etags

from comments_service.edge import caching
from comments_service.edge.codings import Body

Headers = list[tuple[str, str]]

# What describes the bytes stays away where none are sent (RFC 9110, 15.4.5).
OF_THE_BYTES = {"Content-Type", "Content-Encoding", "Content-Length"}
SHARED = [("Cache-Control", caching.PUBLIC), ("Vary", "Accept-Encoding")]


class Finished(NamedTuple):
    """A page in one coding, for who has it not yet (`whole`) and for who has (`unchanged`)."""

    contents: bytes
    tag: str
    whole: Headers
    unchanged: Headers


class Sent(NamedTuple):
    status: int
    headers: Headers
    contents: bytes


def page(body: Body, headers: tuple[tuple[str, str], ...]) -> Finished:
    whole = [*headers, *SHARED, *body.headers, ("Content-Length", str(len(body.contents)))]
    unchanged = [header for header in whole if header[0] not in OF_THE_BYTES]
    return Finished(body.contents, dict(body.headers)["ETag"], whole, unchanged)


def answer(page: Finished, has: str | None, demands: str | None) -> Sent:
    """Answer by a request's If-None-Match (`has`) and If-Match (`demands`; RFC 9110, 13.1)."""
    if demands is not None and not parse_etags(demands).contains(page.tag.strip('"')):
        return Sent(412, [*page.unchanged, ("Content-Length", "0")], b"")
    if has is not None and is_among(page.tag, has):
        return Sent(304, page.unchanged, b"")
    return Sent(200, page.whole, page.contents)


def is_among(tag: str, named: str) -> bool:
    return named == tag or parse_etags(named).contains_weak(tag.strip('"'))
