"""The blueprint, what its answers carry, and how it says no."""

import logging

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from comments_service.domain.errors import Refused
from comments_service.edge import cors
from comments_service.edge.widget import refusals

# Where other people's pages and programs read what they are answered.
OPEN = ("/embed/", "/feeds/")
door = Blueprint("widget", __name__)
log = logging.getLogger(__name__)


@door.after_app_request
def open_to_all(response: Response) -> Response:
    """Let every page read every answer, refusals too: else they look like being offline.

    Nothing here depends on who asks, but on what stands in the body, so there is no
    `Vary: Origin` and nothing to echo.
    """
    if request.path.startswith(OPEN):
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = cors.EXPOSED
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@door.errorhandler(Refused)
def refused(error: Refused) -> Response:
    return refusals.show(error)


@door.errorhandler(HTTPException)
def of_http(error: HTTPException) -> Response:
    response = refusals.of_http(error)
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


@door.errorhandler(Exception)
def unforeseen(error: Exception) -> Response:
    log.error("unforeseen error", exc_info=error)
    return refusals.unforeseen()
