from typing import Any

from marshmallow import Schema, fields

from comments_service.domain import grounds
from comments_service.edge.calls import call
from comments_service.edge.moderator import access
from comments_service.edge.moderator.door import door
from comments_service.storage import findings
from comments_service.storage.db import snapshot
from comments_service.storage.models import Comment


class ReasonOut(Schema):
    code = fields.String()
    words = fields.String()
    facts = fields.Dict(fields.String(), fields.Raw())


class VerdictOut(Schema):
    status = fields.String()
    version = fields.Integer()
    reasons = fields.List(fields.Nested(ReasonOut))


@call(
    door,
    "GET",
    "/moderation/comments/<id:comment_id>/verdict",
    "Why a comment was held when it was written, with what was found",
    credential="moderate",
    out=VerdictOut(),
    refuses=access.ON_COMMENT,
)
def verdict(comment_id: int) -> dict[str, Any]:
    with snapshot():
        comment = access.to_comment(access.by_key(), comment_id)
        reasons = reasons_of(comment)
    return {"status": comment.status, "version": comment.version, "reasons": reasons}


def reasons_of(comment: Comment) -> list[dict[str, Any]]:
    """Return the reasons in their order; of most there is nothing to know beside the code."""
    found: dict[str, list[dict[str, Any]]] = {code: [] for code in comment.reasons}
    for one in findings.of(comment):
        found.setdefault(one.code, []).append(one.facts)
    return [shown(code, facts) for code, known in found.items() for facts in known or [{}]]


def shown(code: str, facts: dict[str, Any]) -> dict[str, Any]:
    return {"code": code, "words": grounds.say(code, facts), "facts": facts}
