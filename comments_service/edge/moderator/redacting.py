from typing import Any

from comments_service.actions import redacting
from comments_service.domain.errors import Invalid, TextBlank, TextTooLong, VersionStale
from comments_service.edge import bodies
from comments_service.edge.calls import call
from comments_service.edge.moderator import access
from comments_service.edge.moderator.deciding import shown
from comments_service.edge.moderator.door import door
from comments_service.edge.moderator.shapes import ItemOut
from comments_service.edge.shapes import EditIn
from comments_service.storage import queues


@call(
    door,
    "PATCH",
    "/moderation/comments/<id:comment_id>",
    "Redact a comment; what it was is kept",
    credential="moderate",
    body=EditIn(),
    out=ItemOut(),
    refuses=(*access.ON_COMMENT, Invalid, TextBlank, TextTooLong, VersionStale),
    most=bodies.COMMENT_BYTES,
)
def redact(comment_id: int, body: dict[str, Any]) -> queues.Item:
    found = access.by_key_to(comment_id)
    text, version = body["text"], body["version"]
    redacting.redact(comment_id, found.who, text, version, charge=found.charge)
    return shown(comment_id)
