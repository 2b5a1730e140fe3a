"""Which pages' scripts may call, and read what they are answered.

Public reads are open to all, with the same headers for all, so that no cache can mix them
up. Writes and what is private echo an origin that the site itself has registered.
"""

from contextlib import suppress
from http import HTTPStatus

from flask import Flask, Response, g, request

from comments_service.domain.errors import OriginRefused, Refused
from comments_service.edge import links
from comments_service.storage import sites
from comments_service.storage.db import snapshot
from comments_service.storage.models import Site

EXPOSED = "Retry-After, Date, ETag, Location, RateLimit, RateLimit-Policy, Idempotent-Replay"
ALLOWED_HEADERS = "Authorization, Content-Type, Idempotency-Key"
ALLOWED_METHODS = "GET, POST, PUT, PATCH, DELETE"
PREFLIGHT_SECONDS = "7200"


def init_app(app: Flask) -> None:
    app.after_request(mark)


def begin(*, public: bool) -> None:
    """Note, before a view runs, whether its answer is public."""
    g.public = public


def admit(site: Site) -> None:
    """Refuses (`OriginRefused`) a page that the site has not registered; no Origin is no page."""
    origin = request.headers.get("Origin")
    if origin is None:
        return
    if origin not in site.origins and origin != links.own_origin():
        raise OriginRefused
    g.admitted = origin


def admit_any() -> None:
    """Refuses (`OriginRefused`) a page that no site has registered: for calls of no one site."""
    origin = request.headers.get("Origin")
    if origin is None:
        return
    if not known(origin):
        raise OriginRefused
    g.admitted = origin


def mark(response: Response) -> Response:
    if not request.path.startswith("/api/v1/"):
        return response
    if g.get("public", unrouted_read()):
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
        return response
    response.vary.add("Origin")
    origin = request.headers.get("Origin")
    if origin and origin == (g.get("admitted") or refused_readably(response, origin)):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
    return response


def unrouted_read() -> bool:
    """Whether nothing was asked for that there is: told to everybody alike."""
    return request.url_rule is None and request.method in {"GET", "HEAD"}


def refused_readably(response: Response, origin: str) -> str | None:
    """Let a registered page read why it was refused, also before its site was looked up."""
    if response.status_code < HTTPStatus.BAD_REQUEST:
        return None
    # Why it was refused may be that the database is away: that refusal stands.
    with suppress(Refused):
        return origin if known(origin) else None
    return None


def preflight() -> Response:
    """Answer a preflight for an origin of any site; which site it may write to shows later."""
    response = Response(status=204)
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Origin")
    origin = request.headers.get("Origin", "")
    if known(origin):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Methods"] = ALLOWED_METHODS
        response.headers["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
        response.headers["Access-Control-Max-Age"] = PREFLIGHT_SECONDS
    return response


def known(origin: str) -> bool:
    """Whether it is our own origin, or one that any site has registered."""
    if origin == links.own_origin():
        return True
    if not origin.startswith(("http://", "https://")):
        return False
    with snapshot():
        return sites.names_an_origin(origin)
