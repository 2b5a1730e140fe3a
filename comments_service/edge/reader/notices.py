"""Notices of illegal content, from anyone, and what became of them."""

from typing import Any

from marshmallow import Schema, ValidationError, fields

from comments_service.actions import notifying
from comments_service.domain import errors, notices
from comments_service.edge import limits, links
from comments_service.edge.acting import acting_on
from comments_service.edge.calls import Answer, call
from comments_service.edge.fields import Choice, Email, Moment, Plain, WebAddress
from comments_service.edge.notices import (
    EXPLANATION_CHARACTERS,
    comment_at,
    page,
    received,
)
from comments_service.edge.reader.door import door
from comments_service.edge.shapes import In, Name
from comments_service.storage.db import snapshot
from comments_service.storage.notices import Given, Received


class Stated(fields.Boolean):
    """Takes `true` and nothing else."""

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> bool:
        if value is not True:
            raise ValidationError("must be true")
        return True


class NoticeIn(In):
    url = WebAddress(
        required=True, metadata={"description": "The comment's own: its permalink, or …#c-12."}
    )
    ground = Choice(*notices.GROUNDS, required=True)
    explanation = Plain(least=1, most=EXPLANATION_CHARACTERS, required=True)
    name = Name(
        load_default=None,
        allow_none=True,
        metadata={"description": "May be left out on the ground child_abuse alone."},
    )
    email = Email(
        load_default=None, allow_none=True, metadata={"description": "As the name is needed."}
    )
    good_faith = Stated(
        required=True,
        metadata={"description": "That what is stated is held to be accurate and complete."},
    )


class ReceiptOut(Schema):
    receipt = fields.String(metadata={"description": "Shown this once."})
    url = fields.String(metadata={"description": "A page that says what became of it."})


class AnswerOut(Schema):
    rule = fields.String(attribute="decision.rule", allow_none=True)
    ground = fields.String(attribute="decision.ground", allow_none=True)
    reason = fields.String()
    automated = fields.Boolean(
        attribute="decision.automated", metadata={"description": "A program has decided."}
    )
    created_at = Moment(attribute="decision.created_at")


class NoticeOut(Schema):
    state = fields.String(metadata={"description": f"One of: {', '.join(notices.STATES)}."})
    ground = fields.String(attribute="notice.ground")
    comment_id = fields.Integer(attribute="comment.id")
    received_at = Moment(attribute="notice.created_at")
    decision = fields.Nested(AnswerOut, allow_none=True)


@call(
    door,
    "POST",
    "/notices",
    "Notify of illegal content, without an account",
    body=NoticeIn(),
    out=ReceiptOut(),
    statuses=(201,),
    refuses=(errors.Invalid, errors.CommentUnknown, errors.RateLimited),
)
def notify(body: dict[str, Any]) -> Answer:
    comment_id, receipt = comment_at(body["url"]), notifying.new_receipt()
    with snapshot():
        caller = acting_on(comment_id)
    given = Given(body["ground"], body["explanation"], body["name"], body["email"])
    notifying.notify(comment_id, given, receipt, charge=limits.charging(caller))
    headers = {"Location": links.to(f"/api/v1/notices/{receipt}")}
    return Answer({"receipt": receipt, "url": page(receipt)}, 201, headers)


@call(
    door,
    "GET",
    "/notices/<receipt>",
    "What became of a notice, by its receipt",
    out=NoticeOut(),
    refuses=(errors.NotFound,),
)
def read_notice(receipt: str) -> Received:
    with snapshot():
        return received(receipt)
