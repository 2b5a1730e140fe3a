from typing import Any

from marshmallow import Schema, fields

from ...actions import reporting
from ...domain import errors
from ...storage.db import snapshot
from .. import callers, limits
from ..acting import acting_on
from ..calls import call
from ..fields import Choice, Plain
from ..shapes import In
from .door import door


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
    refuses=(errors.Invalid, errors.TokenInvalid, errors.CommentUnknown, errors.RateLimited),
)
def report(comment_id: int, body: dict[str, Any]) -> dict[str, Any]:
    with snapshot():
        caller = acting_on(comment_id)
    made = reporting.report(
        comment_id, caller.who, body["reason"], body["detail"], charge=limits.charging(caller)
    )
    token = {"token": callers.token_of(made.reporter)} if made.made_guest else {}
    return {"reported": True, **token}
