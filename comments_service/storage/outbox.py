"""What happened, written in the transaction in which it happened."""

from datetime import datetime

from .db import db
from .models import Comment, Event


def record(kind: str, comment: Comment, *, at: datetime) -> None:
    db.session.add(
        Event(
            kind=kind,
            site_id=comment.site_id,
            object_id=comment.id,
            article_id=comment.article_id,
            created_at=at,
        )
    )
