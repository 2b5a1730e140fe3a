from typing import Any

from marshmallow import Schema, fields

from comments_service.actions import appealing
from comments_service.domain import appeals as rules
from comments_service.domain.errors import (
    CommentGone,
    CursorInvalid,
    DecidedMeanwhile,
    Invalid,
    NotFound,
    SameModerator,
    SiteUnknown,
)
from comments_service.edge import cors
from comments_service.edge.calls import call
from comments_service.edge.fields import Choice, Digits, Moment, Plain
from comments_service.edge.moderator import access
from comments_service.edge.moderator.access import Access
from comments_service.edge.moderator.deciding import REASON_CHARACTERS
from comments_service.edge.moderator.door import door
from comments_service.edge.moderator.shapes import DecisionOut, ItemOut
from comments_service.edge.shapes import In, Slug
from comments_service.storage import appeals, sites
from comments_service.storage.db import snapshot


class AppealsIn(In):
    site = Slug(required=True)
    state = Choice(*appeals.LISTS, load_default="open")
    limit = Digits(most=100, load_default=25)
    cursor = Plain(least=1, most=400, load_default=None, allow_none=True)


class OutcomeIn(In):
    outcome = Choice(*rules.OUTCOMES, required=True)
    reason = Plain(most=REASON_CHARACTERS, load_default="")


class AppealOut(Schema):
    """What an author says against a decision, and what became of it."""

    id = fields.Integer(attribute="heard.appeal.id")
    state = fields.String(
        attribute="heard.state", metadata={"description": "open, upheld or reversed."}
    )
    text = fields.String(attribute="heard.appeal.text")
    created_at = Moment(attribute="heard.appeal.created_at")
    against = fields.Nested(DecisionOut, attribute="heard.against")
    answer = fields.Nested(DecisionOut, attribute="heard.answer", allow_none=True)
    item = fields.Nested(ItemOut)


class AppealsOut(Schema):
    appeals = fields.List(fields.Nested(AppealOut), attribute="cases")
    next_cursor = fields.String(allow_none=True)


@call(
    door,
    "GET",
    "/moderation/appeals",
    "Authors' appeals against decisions: open ones oldest first, answered ones newest first",
    credential="moderate",
    query=AppealsIn(),
    out=AppealsOut(),
    refuses=(*access.REFUSES, Invalid, SiteUnknown, CursorInvalid),
)
def list_appeals(query: dict[str, Any]) -> appeals.Page:
    with snapshot():
        site = access.to_site(access.by_key(), query["site"])
        limit, cursor = query["limit"], query["cursor"]
        return appeals.page(site.id, query["state"], limit=limit, cursor=cursor)


@call(
    door,
    "PUT",
    "/moderation/appeals/<id:appeal_id>/decision",
    "Decide about an appeal, as somebody who has not decided about the comment before",
    credential="moderate",
    body=OutcomeIn(),
    out=AppealOut(),
    refuses=(*access.REFUSES, Invalid, NotFound, CommentGone, SameModerator, DecidedMeanwhile),
)
def decide_appeal(appeal_id: int, body: dict[str, Any]) -> appeals.Case:
    with snapshot():
        found = access.by_key()
        to_appeal(found, appeal_id)
    appealing.decide(appeal_id, found.who, **body, charge=found.charge)
    with snapshot():
        return appeals.case(appeal_id)


def to_appeal(found: Access, appeal_id: int) -> int:
    """Return the comment's id. Refuses what is out of reach as what is not there (`NotFound`)."""
    appeal = appeals.existing(appeal_id)
    if not found.reaches(appeal.site_id):
        raise NotFound("There is no such appeal")
    cors.admit(sites.by_id(appeal.site_id))
    return appeal.comment_id
