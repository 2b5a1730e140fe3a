"""One line for each answer; of pages that are kept, for one in a hundred.

A line names the route and not what was asked for in it: no article, no token, no address.
"""

import logging
import time
from itertools import count

from flask import Flask, Response, g, request

from comments_service.edge.finished import Sent

ONE_IN = 100

log = logging.getLogger(__name__)
hits = count(1)


def init_app(app: Flask) -> None:
    app.before_request(begin)
    app.after_request(note)


def begin() -> None:
    g.begun = time.perf_counter()


def note(response: Response) -> Response:
    rule = request.url_rule
    begun: float = g.get("begun", time.perf_counter())
    log.info(
        "answered",
        extra={
            "method": request.method,
            "route": rule.rule if rule else None,
            "status": response.status_code,
            "bytes": response.content_length,
            "ms": round(1000 * (time.perf_counter() - begun), 1),
        },
    )
    return response


def sample(method: str, path: str, sent: Sent) -> None:
    if next(hits) % ONE_IN == 0:
        told = {"method": method, "route": path, "status": sent.status, "one_in": ONE_IN}
        log.info("answered", extra={**told, "bytes": len(sent.contents)})
