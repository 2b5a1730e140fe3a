"""The desk's style and its script: for a year, under an address that changes with them."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Response, request

from comments_service import frontend
from comments_service.edge import caching
from comments_service.edge.moderator.desk.door import door

TYPES = {"desk.css": "text/css", "desk.js": "text/javascript"}


@cache
def contents(name: str) -> bytes:
    if name == "desk.js":
        return frontend.asset(name)
    # One request for all: what `figures.css` draws is in the colours of the desk.
    sheets = (Path(__file__).with_name(each) for each in (name, "figures.css"))
    return b"".join(sheet.read_bytes() for sheet in sheets)


@cache
def version(name: str) -> str:
    return hashlib.sha256(contents(name)).hexdigest()[:12]


@door.get("/desk.css", defaults={"name": "desk.css"}, endpoint="style")
@door.get("/desk.js", defaults={"name": "desk.js"}, endpoint="script")
def asset(name: str) -> Response:
    response = Response(contents(name), mimetype=TYPES[name])
    if request.args.get("v") == version(name):
        response.headers["Cache-Control"] = caching.IMMUTABLE
    return response
