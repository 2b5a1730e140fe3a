import hashlib
from functools import cache
from pathlib import Path

from flask import Response, request

from comments_service.edge import caching
from comments_service.edge.moderator.desk.door import door


@cache
def sheet() -> bytes:
    return Path(__file__).with_name("desk.css").read_bytes()


@cache
def version() -> str:
    return hashlib.sha256(sheet()).hexdigest()[:12]


@door.get("/desk.css")
def css() -> Response:
    response = Response(sheet(), mimetype="text/css")
    if request.args.get("v") == version():
        response.headers["Cache-Control"] = caching.IMMUTABLE
    return response
