from typing import Any

from marshmallow import Schema, fields

from comments_service.domain.errors import CursorInvalid, Invalid, SiteUnknown
from comments_service.edge.calls import call
from comments_service.edge.fields import Choice, Digits, Plain
from comments_service.edge.moderator import access
from comments_service.edge.moderator.door import door
from comments_service.edge.moderator.shapes import ItemOut
from comments_service.edge.shapes import In, Slug
from comments_service.storage import queues, searches
from comments_service.storage.db import snapshot


class QueueIn(In):
    site = Slug(required=True)
    filter = Choice(*queues.NAMES, queues.SEARCH, load_default="needs_review")
    words = Plain(
        most=searches.MOST_CHARACTERS,
        load_default="",
        metadata={"description": "What `search` looks for: words, a name or an id."},
    )
    limit = Digits(most=100, load_default=25)
    cursor = Plain(least=1, most=400, load_default=None, allow_none=True)


class QueueOut(Schema):
    items = fields.List(fields.Nested(ItemOut))
    next_cursor = fields.String(allow_none=True)
    counts = fields.Dict(
        fields.String(),
        fields.Integer(),
        metadata={"description": "Of each queue; 1000 stands for that and more."},
    )


@call(
    door,
    "GET",
    "/moderation/queue",
    "What waits for a moderator, what was decided, and what one looks for",
    credential="moderate",
    query=QueueIn(),
    out=QueueOut(),
    refuses=(*access.REFUSES, Invalid, SiteUnknown, CursorInvalid),
)
def queue(query: dict[str, Any]) -> dict[str, Any]:
    with snapshot():
        caller = access.by_key()
        site, limit, cursor = access.to_site(caller, query["site"]), query["limit"], query["cursor"]
        if query["filter"] == queues.SEARCH:
            found = searches.page(site.id, query["words"], limit)
        else:
            found = queues.page(site.id, query["filter"], caller.who, limit=limit, cursor=cursor)
        counts = queues.counts(site.id, caller.who)
    return {"items": found.items, "next_cursor": found.next_cursor, "counts": counts}
