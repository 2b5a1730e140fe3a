from functools import cache

from flask import Response, jsonify, request
from werkzeug.exceptions import NotFound

from comments_service.edge import caching, codings, links
from comments_service.edge.widget import files
from comments_service.edge.widget.door import door

TYPES = {"js": "text/javascript", "css": "text/css"}
SOON = "public, max-age=300, stale-while-revalidate=86400"


@door.get("/embed/v1/embed.json")
def pinned() -> Response:
    """Say which script a page may pin, for those who build pages."""
    name = files.whole()
    found = {"src": links.to(f"/embed/v1/{name}"), "integrity": files.integrity(name)}
    response = jsonify(found)
    response.headers["Cache-Control"] = SOON
    return response


@door.get("/embed/v1/<name>")
def asset(name: str) -> Response:
    """Answer with the script or a style: for a year when its name carries its hash."""
    if name not in files.served():
        raise NotFound
    body = packed(name, codings.chosen(request.headers.get("Accept-Encoding", "")))
    response = Response(body.contents, mimetype=TYPES[name.rpartition(".")[2]])
    response.headers.update(body.headers)
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = caching.IMMUTABLE if files.HASHED.search(name) else SOON
    response.make_conditional(request)
    return response


@cache
def packed(name: str, coding: str) -> codings.Body:
    """Pack a file once for as long as the process lives, as small as it gets."""
    return codings.body(files.served()[name], coding, codings.THOROUGH)
