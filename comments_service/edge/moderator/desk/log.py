from flask import Response, request

from comments_service.edge.moderator.desk import session
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.pages import show
from comments_service.edge.moderator.desk.queue import site_of
from comments_service.storage import decisions
from comments_service.storage.db import snapshot

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
