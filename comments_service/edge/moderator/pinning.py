from ...actions import pinning
from ...domain.errors import NotPublished, TooManyPins
from ...storage import queues
from ...storage.db import snapshot
from ..calls import call
from . import access
from .deciding import shown
from .door import door
from .shapes import ItemOut


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
    with snapshot():
        found = access.by_key()
        access.to_comment(found, comment_id)
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
    with snapshot():
        found = access.by_key()
        access.to_comment(found, comment_id)
    pinning.unpin(comment_id, found.who, charge=found.charge)
    return shown(comment_id)
