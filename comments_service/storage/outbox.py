"""What happened, written in the transaction in which it happened."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from comments_service.storage.db import Base, connection, db
from comments_service.storage.models import Article, Comment, Event

# Of the table, so that it goes past the session and its book-keeping.
INSERT = insert(Base.metadata.tables["event"])


def record(kind: str, comment: Comment, *, at: datetime) -> None:
    connection().execute(INSERT, about(comment, kind, at))


def record_new(comments: Iterable[Comment], *, at: datetime) -> None:
    """Record many comments that were just added, in one statement."""
    rows = [about(comment, f"comment.{comment.status}", at) for comment in comments]
    connection().execute(INSERT, rows)


def about(comment: Comment, kind: str, at: datetime) -> dict[str, Any]:
    return {
        "kind": kind,
        "site_id": comment.site_id,
        "object_id": comment.id,
        "article_id": comment.article_id,
        "created_at": at,
    }


def record_article(kind: str, article: Article, *, at: datetime) -> None:
    db.session.add(
        Event(
            kind=kind,
            site_id=article.site_id,
            object_id=article.id,
            article_id=article.id,
            created_at=at,
        )
    )
