from typing import Any

from comments_service.actions import moderating
from comments_service.actions.moderating import Ruling
from comments_service.domain import ruling
from comments_service.domain.errors import DecidedMeanwhile, Invalid, NothingToUndo, VersionStale
from comments_service.edge.calls import call
from comments_service.edge.fields import Choice, Digits, Plain, Whole
from comments_service.edge.moderator import access
from comments_service.edge.moderator.door import door
from comments_service.edge.moderator.shapes import ItemOut
from comments_service.edge.shapes import In
from comments_service.storage import queues
from comments_service.storage.db import snapshot

REASON_CHARACTERS = 2000


class DecisionIn(In):
    action = Choice(*ruling.STATUS, required=True)
    reason = Plain(most=REASON_CHARACTERS, load_default="")
    version = Whole(required=True)
    rule = Choice(*ruling.GROUNDS, load_default=None, allow_none=True)
    seen = Whole(
        least=0,
        load_default=None,
        allow_none=True,
        metadata={"description": "The decision that you saw to stand, 0 for none: else 409."},
    )


class UndoIn(In):
    seen = Digits(
        load_default=None,
        allow_none=True,
        metadata={"description": "The decision that you saw to stand: else 409."},
    )


@call(
    door,
    "PUT",
    "/moderation/comments/<id:comment_id>/decision",
    "Decide about a comment",
    credential="moderate",
    body=DecisionIn(),
    out=ItemOut(),
    refuses=(*access.ON_COMMENT, Invalid, VersionStale, DecidedMeanwhile),
)
def decide(comment_id: int, body: dict[str, Any]) -> queues.Item:
    found = access.by_key_to(comment_id)
    seen, wanted = body.pop("seen"), Ruling(**body)
    moderating.decide(comment_id, found.who, wanted, charge=found.charge, seen=seen)
    return shown(comment_id)


@call(
    door,
    "DELETE",
    "/moderation/comments/<id:comment_id>/decision",
    "Take the decision that stands back, within 24 hours",
    credential="moderate",
    query=UndoIn(),
    out=ItemOut(),
    refuses=(*access.ON_COMMENT, Invalid, NothingToUndo, DecidedMeanwhile),
)
def undo_decision(comment_id: int, query: dict[str, Any]) -> queues.Item:
    found = access.by_key_to(comment_id)
    moderating.undo(comment_id, found.who, charge=found.charge, seen=query["seen"])
    return shown(comment_id)


def shown(comment_id: int) -> queues.Item:
    with snapshot():
        return queues.item(comment_id)
