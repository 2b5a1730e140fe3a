"""The statement of reasons for a comment's author, and the appeal against the decision."""

from typing import Any

from marshmallow import Schema, fields

from comments_service.actions import appealing, clock, editing
from comments_service.domain import errors
from comments_service.edge import limits
from comments_service.edge.appeals import APPEAL_CHARACTERS
from comments_service.edge.calls import call
from comments_service.edge.fields import Moment, Plain, Whole
from comments_service.edge.reader import own
from comments_service.edge.reader.door import door
from comments_service.edge.shapes import In
from comments_service.storage import comments, statements
from comments_service.storage.db import snapshot
from comments_service.storage.statements import Statement


class AppealIn(In):
    text = Plain(least=1, most=APPEAL_CHARACTERS, required=True)
    decision = Whole(
        load_default=None,
        allow_none=True,
        metadata={"description": "That you were told of: when another stands, 409."},
    )


class GroundsOut(Schema):
    id = fields.Integer(attribute="decision.id")
    action = fields.String(attribute="decision.action")
    ground = fields.String(
        attribute="decision.ground", allow_none=True, metadata={"description": "law or terms."}
    )
    rule = fields.String(attribute="decision.rule", allow_none=True)
    reason = fields.String(metadata={"description": "In the moderator's words."})
    source = fields.String(
        attribute="decision.source",
        metadata={"description": "notice, when somebody had reported it; appeal; or own."},
    )
    detected = fields.Boolean(
        attribute="decision.detected", metadata={"description": "A program had pointed to it."}
    )
    automated = fields.Boolean(
        attribute="decision.automated", metadata={"description": "A program has decided."}
    )
    created_at = Moment(attribute="decision.created_at")


class HeardOut(Schema):
    state = fields.String(metadata={"description": "open, upheld or reversed."})
    text = fields.String(attribute="appeal.text")
    created_at = Moment(attribute="appeal.created_at")
    answer = fields.Nested(GroundsOut, allow_none=True)


class StatementOut(Schema):
    status = fields.String()
    decision = fields.Nested(GroundsOut, allow_none=True, metadata={"description": "It stands."})
    appeal = fields.Nested(HeardOut, allow_none=True)
    appeal_until = Moment(
        allow_none=True, metadata={"description": "Null: it cannot be appealed against."}
    )


@call(
    door,
    "GET",
    "/comments/<id:comment_id>/statement",
    "What was decided about a comment and on what ground, for its author",
    credential="reader",
    out=StatementOut(),
    refuses=own.UNREADABLE,
)
def statement(comment_id: int) -> dict[str, Any]:
    with snapshot():
        own.readable(comment_id)
        return shown(statements.of([comment_id])[comment_id])


@call(
    door,
    "POST",
    "/comments/<id:comment_id>/appeals",
    "Appeal against the decision about one's comment; another moderator decides",
    credential="reader",
    body=AppealIn(),
    out=StatementOut(),
    statuses=(201,),
    refuses=(*own.UNREADABLE, errors.Invalid, errors.AppealClosed, errors.RateLimited),
)
def appeal(comment_id: int, body: dict[str, Any]) -> dict[str, Any]:
    reader, author_id = own.author_at(comment_id)
    with snapshot():
        editing.refuse_but_to_author(comments.existing(comment_id), author_id)
    charge = limits.charging(reader)
    appealing.appeal(comment_id, body["decision"], body["text"], charge=charge)
    with snapshot():
        return shown(statements.of([comment_id])[comment_id])


def shown(found: Statement) -> dict[str, Any]:
    return {**vars(found), "appeal_until": found.open_until(clock.now())}
