"""Who looks at a comment while somebody decides about it."""

from typing import Any

from marshmallow import Schema, fields

from comments_service.edge import limits
from comments_service.edge.calls import call
from comments_service.edge.moderator import access
from comments_service.edge.moderator.door import door
from comments_service.storage import presence
from comments_service.storage.db import snapshot


class LookingOut(Schema):
    looking = fields.String(
        allow_none=True, metadata={"description": "The name of a colleague who looks at it too."}
    )


@call(
    door,
    "PUT",
    "/moderation/comments/<id:comment_id>/looking",
    f"Say that one looks at a comment; it lapses after {presence.SECONDS} seconds",
    credential="moderate",
    out=LookingOut(),
    refuses=access.ON_COMMENT,
)
def look(comment_id: int) -> dict[str, Any]:
    with snapshot():
        found = access.by_key()
        comment = access.to_comment(found, comment_id)
        others = presence.beside(comment.site_id, found.who)
    counters = limits.of_app().store
    presence.look(counters, found.who, comment_id)
    return {"looking": presence.looking(counters, others).get(comment_id)}


@call(
    door,
    "DELETE",
    "/moderation/comments/<id:comment_id>/looking",
    "Say that one no longer does",
    credential="moderate",
    statuses=(204,),
    refuses=access.ON_COMMENT,
)
def look_away(comment_id: int) -> None:
    found = access.by_key_to(comment_id)
    presence.look(limits.of_app().store, found.who, 0)
