"""What holds for every page of the desk: whose forms it takes, and what a page may do."""

from flask import Response, g, jsonify, request
from werkzeug.exceptions import HTTPException

from comments_service.domain.errors import OriginRefused, Refused
from comments_service.edge import caching, links
from comments_service.edge.errors import STATUS
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.pages import BACK, by_script, show

POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
READING = {"GET", "HEAD", "OPTIONS"}


@door.before_request
def admit() -> None:
    """Refuses a form that did not come from a page of ours.

    A browser names the origin of every form; one that is foreign, `null` or missing has
    no business here.
    """
    if request.method not in READING and request.headers.get("Origin") != links.own_origin():
        raise OriginRefused


@door.after_request
def mark(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers.setdefault("Cache-Control", caching.NOBODY)
    return response


@door.errorhandler(Refused)
def refused(error: Refused) -> Response:
    if by_script():
        return told(error)
    typed, back = g.get("desk_typed", ""), g.get("desk_back", "")
    response = show(
        "refused",
        status=STATUS[type(error)],
        error=error,
        typed=typed,
        back=back if BACK.fullmatch(back) else None,
    )
    if error.retry_after is not None:
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def told(error: Refused) -> Response:
    response = jsonify(code=error.code, title=error.title, detail=error.detail)
    response.status_code = STATUS[type(error)]
    return response


@door.errorhandler(HTTPException)
def of_http(error: HTTPException) -> Response:
    response = show("refused", status=error.code or 500, error=Refused(error.name))
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response
