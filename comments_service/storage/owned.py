"""What an author is shown of their own, whatever others see of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from comments_service.domain.thread import Node
from comments_service.storage import nodes
from comments_service.storage.db import db
from comments_service.storage.models import Article, Comment

MOST_REFUSED = 20


def recent(article: Article, author_id: int, *, since: datetime) -> list[Node]:
    """Read an author's own: what is held, and what was written since."""
    asked = select(*nodes.COLUMNS).where(
        Comment.author_id == author_id,
        Comment.article_id == article.id,
        (Comment.status == "held")
        | ((Comment.status != "deleted") & (Comment.created_at >= since)),
    )
    rows = db.session.execute(asked.order_by(Comment.created_at.desc()).limit(100))
    return [nodes.whole(row, article.key) for row in rows]


def refused(article: Article, author_id: int, *, since: datetime) -> list[Node]:
    """Read those of an author's own that were written since, and put away by a decision."""
    asked = select(*nodes.COLUMNS).where(
        Comment.author_id == author_id,
        Comment.article_id == article.id,
        Comment.status.in_(("rejected", "spam")),
        Comment.created_at >= since,
    )
    rows = db.session.execute(asked.order_by(Comment.created_at.desc()).limit(MOST_REFUSED))
    return [nodes.whole(row, article.key) for row in rows]


def gone(article: Article, author_id: int, *, since: datetime) -> list[int]:
    """Return which of their own an author has deleted since."""
    asked = select(Comment.id).where(
        Comment.author_id == author_id,
        Comment.article_id == article.id,
        Comment.status == "deleted",
        Comment.deleted_at >= since,
    )
    return list(db.session.scalars(asked))


@dataclass(frozen=True)
class Written:
    """A comment for its author: as it is shown to them, and the row with the text as typed."""

    node: Node
    comment: Comment


def written_by(author_id: int, *, limit: int = 50) -> list[Written]:
    """Read what an author has written, the newest first, on any article; not what is deleted."""
    asked = (
        select(Comment, Article.key)
        .join(Article, Article.id == Comment.article_id)
        .where(Comment.author_id == author_id, Comment.status != "deleted")
        .order_by(Comment.id.desc())
        .limit(limit)
    )
    return [Written(nodes.whole(row, key), row) for row, key in db.session.execute(asked)]
