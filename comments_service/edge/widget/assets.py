from flask import Response, jsonify, request
from werkzeug.exceptions import NotFound

from comments_service.edge import caching, links
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
    contents = files.served().get(name)
    if contents is None:
        raise NotFound
    response = Response(contents, mimetype=TYPES[name.rpartition(".")[2]])
    response.headers["Cache-Control"] = caching.IMMUTABLE if files.HASHED.search(name) else SOON
    response.set_etag(files.digest(contents))
    response.make_conditional(request)
    return response
