from collections.abc import Sequence
from typing import Any

from marshmallow import Schema, fields

from comments_service.domain import grounds
from comments_service.edge.calls import call
from comments_service.edge.moderator import access
from comments_service.edge.moderator.door import door
from comments_service.edge.moderator.wording import word
from comments_service.storage import findings
from comments_service.storage.db import snapshot
from comments_service.storage.models import Comment, Finding


class ReasonOut(Schema):
    code = fields.String()
    words = fields.String()
    facts = fields.Dict(fields.String(), fields.Raw())
    rule = fields.Integer(allow_none=True)


class VerdictOut(Schema):
    status = fields.String()
    version = fields.Integer()
    reasons = fields.List(fields.Nested(ReasonOut))
    counted = fields.List(
        fields.Nested(ReasonOut), metadata={"description": "By rules in shadow: it holds nothing."}
    )


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
        found = findings.of(comment_id)
    acting = [one for one in found if one.acts]
    return {
        "status": comment.status,
        "version": comment.version,
        "reasons": [*plain(comment, acting), *map(shown, acting)],
        "counted": [shown(one) for one in found if not one.acts],
    }


def plain(comment: Comment, acting: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return the reasons of which there is nothing to know beside their code."""
    known = {one.code for one in acting}
    return [
        {"code": code, "words": word(code, "why"), "facts": {}, "rule": None}
        for code in comment.reasons
        if code not in known
    ]


def shown(one: Finding) -> dict[str, Any]:
    words = grounds.say(one.code, one.facts)
    return {"code": one.code, "words": words, "facts": one.facts, "rule": one.rule_id}
