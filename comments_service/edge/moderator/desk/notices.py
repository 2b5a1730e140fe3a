from flask import Response, request

from comments_service.edge.moderator.desk import session
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.pages import show
from comments_service.edge.moderator.desk.queue import site_of
from comments_service.storage import notices
from comments_service.storage.db import snapshot

LINES = 25


@door.get("/notices")
def list_notices() -> Response:
    with snapshot():
        signed = session.current()
        site = site_of(signed)
        found = notices.of_site(site.id, limit=LINES, cursor=request.args.get("cursor"))
    return show("notices", signed=signed, site=site, found=found)
