from collections.abc import Sequence

from flask import Response, request

from comments_service.actions import clock
from comments_service.actions.moderating import UNDONE_WITHIN
from comments_service.edge.moderator.desk import session
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.pages import show, stood_at
from comments_service.edge.moderator.desk.queue import site_of
from comments_service.storage import batches, decisions
from comments_service.storage.db import snapshot
from comments_service.storage.decisions import Entry

LINES, BATCHES = 50, 5
# Each has a form of its own that takes it back; of the others the newest about a comment stands.
BY_THEMSELVES = {"lock", "pin"}


@door.get("/log")
def log() -> Response:
    cursor = request.args.get("cursor")
    with snapshot():
        signed = session.current()
        site = site_of(signed)
        found = decisions.log(site.id, comment_id=None, limit=LINES, cursor=cursor)
        undoable = which_stand(found.entries)
        recent = [] if cursor else batches.recent(site.id, BATCHES)
    return show(
        "log",
        signed=signed,
        site=site,
        found=found,
        undoable=undoable,
        batches=recent,
        back=stood_at(),
    )


def which_stand(entries: Sequence[Entry]) -> set[int]:
    """Return the ids of what can still be taken back."""
    since = clock.now() - UNDONE_WITHIN
    recent = [
        entry.decision
        for entry in entries
        if entry.reversed_by is None and entry.decision.created_at >= since
    ]
    about = {decision.comment_id for decision in recent if decision.comment_id is not None}
    standing = {entry.decision.id for entry in decisions.standing_of(about).values()}
    return {one.id for one in recent if one.id in standing or one.action in BY_THEMSELVES}
