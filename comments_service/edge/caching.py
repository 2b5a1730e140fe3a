"""What may be kept by whom: public answers for seconds, private ones by nobody."""

import hashlib

from flask import Flask, Response, request

PUBLIC = "public, max-age=0, s-maxage=2, stale-while-revalidate=3"
PRIVATE = "private, no-store"
NOBODY = "no-store"
IMMUTABLE = "public, max-age=31536000, immutable"


def init_app(app: Flask) -> None:
    app.after_request(said)


def said(response: Response) -> Response:
    """Let nobody keep an answer that does not say who may."""
    response.headers.setdefault("Cache-Control", NOBODY)
    return response


def public(response: Response) -> Response:
    """Mark an answer that is the same for everybody, and answer 304 to who has it already.

    The tag is a hash of the bytes: equal tags are equal bytes on every worker and node.
    """
    response.headers["Cache-Control"] = PUBLIC
    response.set_etag(tag(response.get_data()))
    response.make_conditional(request)
    return response


def tag(contents: bytes) -> str:
    return hashlib.sha256(contents).hexdigest()[:32]


def private(response: Response) -> Response:
    response.headers["Cache-Control"] = PRIVATE
    return response
