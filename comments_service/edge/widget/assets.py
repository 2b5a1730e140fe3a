from flask import Response, request
from werkzeug.exceptions import NotFound

from comments_service.edge import caching
from comments_service.edge.widget import files
from comments_service.edge.widget.door import door

TYPES = {"js": "text/javascript", "css": "text/css"}
SOON = "public, max-age=300, stale-while-revalidate=86400"


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
