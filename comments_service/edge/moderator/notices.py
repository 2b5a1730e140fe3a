from typing import Any

from marshmallow import Schema, fields

from comments_service.domain import notices as states
from comments_service.domain.errors import CursorInvalid, Invalid, SiteUnknown
from comments_service.edge.calls import call
from comments_service.edge.fields import Digits, Moment, Plain
from comments_service.edge.moderator import access
from comments_service.edge.moderator.door import door
from comments_service.edge.moderator.shapes import DecisionOut
from comments_service.edge.shapes import In, Slug
from comments_service.storage import notices
from comments_service.storage.db import snapshot


class NoticesIn(In):
    site = Slug(required=True)
    limit = Digits(most=100, load_default=25)
    cursor = Plain(least=1, most=400, load_default=None, allow_none=True)


class ReceivedOut(Schema):
    """A notice with who stands behind it, for as long as that is kept."""

    id = fields.Integer(attribute="notice.id")
    state = fields.String(metadata={"description": f"One of: {', '.join(states.STATES)}."})
    comment_id = fields.Integer(attribute="comment.id")
    version = fields.Integer(
        attribute="notice.comment_version", metadata={"description": "That it is about."}
    )
    ground = fields.String(attribute="notice.ground")
    explanation = fields.String(attribute="report.detail", allow_none=True)
    name = fields.String(attribute="notice.name", allow_none=True)
    email = fields.String(attribute="notice.email", allow_none=True)
    received_at = Moment(attribute="notice.created_at")
    decision = fields.Nested(DecisionOut, allow_none=True)


class NoticesOut(Schema):
    notices = fields.List(fields.Nested(ReceivedOut))
    next_cursor = fields.String(allow_none=True)


@call(
    door,
    "GET",
    "/moderation/notices",
    "Notices of illegal content and what became of them, newest first",
    credential="moderate",
    query=NoticesIn(),
    out=NoticesOut(),
    refuses=(*access.REFUSES, Invalid, SiteUnknown, CursorInvalid),
)
def list_notices(query: dict[str, Any]) -> notices.Notices:
    with snapshot():
        site = access.to_site(access.by_key(), query["site"])
        return notices.of_site(site.id, limit=query["limit"], cursor=query["cursor"])
