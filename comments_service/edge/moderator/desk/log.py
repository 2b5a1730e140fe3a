from flask import Response, request

from ....storage import decisions
from ....storage.db import snapshot
from . import session
from .door import door
from .pages import show
from .queue import site_of

LINES = 50


@door.get("/log")
def log() -> Response:
    with snapshot():
        signed = session.current()
        site = site_of(signed)
        found = decisions.log(
            site.id, comment_id=None, limit=LINES, cursor=request.args.get("cursor")
        )
    return show("log", signed=signed, site=site, found=found)
