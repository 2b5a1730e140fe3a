from typing import Any

from marshmallow import Schema, fields

from comments_service.actions import voting
from comments_service.domain import errors
from comments_service.edge import callers, limits, network
from comments_service.edge.acting import acting_on
from comments_service.edge.calls import call
from comments_service.edge.fields import Vote
from comments_service.edge.reader.door import door
from comments_service.edge.shapes import In, VotesOut
from comments_service.storage.db import snapshot

REFUSES = (
    errors.Invalid,
    errors.TokenInvalid,
    errors.NotYours,
    errors.GuestVotesRefused,
    errors.Banned,
    errors.CommentUnknown,
    errors.RateLimited,
)


class VoteIn(In):
    value = Vote(required=True)


class VotedOut(Schema):
    votes = fields.Nested(VotesOut)
    value = fields.Integer(allow_none=True, metadata={"description": "One's own vote."})
    token = fields.String(metadata={"description": "When the call made the guest."})


@call(
    door,
    "PUT",
    "/comments/<id:comment_id>/vote",
    "Set one's vote on a comment",
    body=VoteIn(),
    out=VotedOut(),
    refuses=REFUSES,
)
def vote(comment_id: int, body: dict[str, Any]) -> dict[str, Any]:
    with snapshot():
        caller = acting_on(comment_id)
    return shown(
        voting.vote(
            comment_id,
            caller.who,
            body["value"],
            network=network.origin().digest,
            charge=limits.charging(caller),
        )
    )


@call(
    door,
    "DELETE",
    "/comments/<id:comment_id>/vote",
    "Take one's vote back",
    credential="reader",
    out=VotedOut(),
    refuses=REFUSES,
)
def unvote(comment_id: int) -> dict[str, Any]:
    with snapshot():
        caller = acting_on(comment_id, known=True)
    return shown(voting.unvote(comment_id, caller.who, charge=limits.charging(caller)))


def shown(voted: voting.Voted) -> dict[str, Any]:
    comment = voted.comment
    value: dict[str, Any] = {
        "votes": {"up": comment.up, "down": comment.down},
        "value": voted.value,
    }
    if voted.made_guest:
        value["token"] = callers.token_of(voted.voter)
    return value
