from typing import Any

from marshmallow import Schema, fields

from comments_service.domain.errors import CursorInvalid, Invalid, SiteUnknown
from comments_service.edge.calls import call
from comments_service.edge.fields import Digits, Plain
from comments_service.edge.moderator import access
from comments_service.edge.moderator.door import door
from comments_service.edge.moderator.shapes import DecisionOut
from comments_service.edge.shapes import In, Slug
from comments_service.storage import decisions
from comments_service.storage.db import snapshot


class LogIn(In):
    site = Slug(required=True)
    comment = Digits(load_default=None, allow_none=True)
    limit = Digits(most=100, load_default=25)
    cursor = Plain(least=1, most=400, load_default=None, allow_none=True)


class LogOut(Schema):
    decisions = fields.List(fields.Nested(DecisionOut), attribute="entries")
    next_cursor = fields.String(allow_none=True)


@call(
    door,
    "GET",
    "/moderation/decisions",
    "What was decided, newest first",
    credential="moderate",
    query=LogIn(),
    out=LogOut(),
    refuses=(*access.REFUSES, Invalid, SiteUnknown, CursorInvalid),
)
def list_decisions(query: dict[str, Any]) -> decisions.Log:
    with snapshot():
        site = access.to_site(access.by_key(), query["site"])
        return decisions.log(
            site.id, comment_id=query["comment"], limit=query["limit"], cursor=query["cursor"]
        )
