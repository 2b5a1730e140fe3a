from typing import Any

from ...actions import redacting
from ...domain.errors import Invalid, TextBlank, TextTooLong, VersionStale
from ...storage import queues
from ...storage.db import snapshot
from .. import bodies
from ..calls import call
from ..shapes import EditIn
from . import access
from .deciding import shown
from .door import door
from .shapes import ItemOut


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
    with snapshot():
        found = access.by_key()
        access.to_comment(found, comment_id)
    text, version = body["text"], body["version"]
    redacting.redact(comment_id, found.who, text, version, charge=found.charge)
    return shown(comment_id)
