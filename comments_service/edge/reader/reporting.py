from typing import Any

from marshmallow import Schema, fields

from comments_service.actions import reporting
from comments_service.domain import errors
from comments_service.edge import callers, limits, network
from comments_service.edge.acting import acting_on
from comments_service.edge.calls import call
from comments_service.edge.fields import Choice, Plain
from comments_service.edge.reader.door import door
from comments_service.edge.shapes import In
from comments_service.storage.db import snapshot


class ReportIn(In):
    reason = Choice(*reporting.REASONS, required=True)
    detail = Plain(most=2000, load_default=None, allow_none=True)


class ReportedOut(Schema):
    reported = fields.Boolean()
    token = fields.String(metadata={"description": "When the call made the guest."})


@call(
    door,
    "POST",
    "/comments/<id:comment_id>/reports",
    "Report a comment to the moderators",
    body=ReportIn(),
    out=ReportedOut(),
    statuses=(201,),
    refuses=(
        errors.Invalid,
        errors.TokenInvalid,
        errors.Banned,
        errors.CommentUnknown,
        errors.RateLimited,
    ),
)
def report(comment_id: int, body: dict[str, Any]) -> dict[str, Any]:
    with snapshot():
        caller = acting_on(comment_id)
    made = reporting.report(
        comment_id,
        caller.who,
        body["reason"],
        body["detail"],
        network=network.origin().digest,
        charge=limits.charging(caller),
    )
    token = {"token": callers.token_of(made.reporter)} if made.made_guest else {}
    return {"reported": True, **token}
