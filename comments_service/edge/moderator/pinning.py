from comments_service.actions import pinning
from comments_service.domain.errors import NotPublished, TooManyPins
from comments_service.edge.calls import call
from comments_service.edge.moderator import access
from comments_service.edge.moderator.deciding import shown
from comments_service.edge.moderator.door import door
from comments_service.edge.moderator.shapes import ItemOut
from comments_service.storage import queues


@call(
    door,
    "PUT",
    "/moderation/comments/<id:comment_id>/pin",
    "Pin a published comment to the first page of its thread",
    credential="moderate",
    out=ItemOut(),
    refuses=(*access.ON_COMMENT, NotPublished, TooManyPins),
)
def pin(comment_id: int) -> queues.Item:
    found = access.by_key_to(comment_id)
    pinning.pin(comment_id, found.who, charge=found.charge)
    return shown(comment_id)


@call(
    door,
    "DELETE",
    "/moderation/comments/<id:comment_id>/pin",
    "Take the pin out",
    credential="moderate",
    out=ItemOut(),
    refuses=access.ON_COMMENT,
)
def unpin(comment_id: int) -> queues.Item:
    found = access.by_key_to(comment_id)
    pinning.unpin(comment_id, found.who, charge=found.charge)
    return shown(comment_id)
