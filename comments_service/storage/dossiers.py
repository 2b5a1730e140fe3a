"""All that a moderator may want to know of one comment, on one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from comments_service.domain import text
from comments_service.storage import decisions, queues, reports
from comments_service.storage.db import db
from comments_service.storage.decisions import Entry
from comments_service.storage.models import Article, Author, Comment, Revision
from comments_service.storage.models.comment import TOP_LEVEL
from comments_service.storage.queues import Item
from comments_service.storage.reports import Filed

FEW = 5
MOST_DECISIONS = 50


@dataclass(frozen=True)
class Other:
    """Another comment: near this one, or by the same author."""

    id: int
    author: str
    status: str
    created_at: datetime
    article: str
    words: str


@dataclass(frozen=True)
class Earlier:
    """The text as it stood at a version, and who replaced it."""

    revision: Revision
    editor: Author


@dataclass(frozen=True)
class Dossier:
    item: Item
    parent: Other | None
    siblings: Sequence[Other]
    outcomes: Sequence[Other]
    reports: Sequence[Filed]
    revisions: Sequence[Earlier]
    log: Sequence[Entry]


def of(comment_id: int) -> Dossier:
    """Refuses (`CommentUnknown`) an id of none."""
    item = queues.item(comment_id)
    comment = item.comment
    above = others(Comment.id == comment.parent_id) if comment.parent_id else []
    return Dossier(
        item,
        above[0] if above else None,
        others(beside(comment_id), Comment.id != comment_id),
        # By id, since an author's comments have an index in that order.
        others(
            Comment.author_id == (comment.author.id if comment.author else 0),
            order=(Comment.id.desc(),),
        ),
        reports.every(comment_id),
        revisions(comment_id),
        decisions.log(item.site_id, comment_id=comment_id, limit=MOST_DECISIONS).entries,
    )


NEWEST = (Comment.created_at.desc(), Comment.id.desc())


def others(
    *wanted: ColumnElement[bool], order: Sequence[ColumnElement[Any]] = NEWEST
) -> list[Other]:
    asked = (
        select(
            Comment.id,
            Comment.author_name,
            Comment.status,
            Comment.created_at,
            Article.key,
            Comment.html,
        )
        .join(Article, Article.id == Comment.article_id)
        .where(*wanted)
        .order_by(*order)
        .limit(FEW)
    )
    rows = db.session.execute(asked)
    return [Other(*row[:-1], words=text.plain(row.html)) for row in rows]


def beside(comment_id: int) -> ColumnElement[bool]:
    """Match the other answers to the same comment, or the newest of the thread."""
    own = db.session.execute(
        select(Comment.parent_id, Comment.article_id).where(Comment.id == comment_id)
    ).one()
    if own.parent_id is not None:
        return and_(Comment.parent_id == own.parent_id)
    return and_(Comment.article_id == own.article_id, TOP_LEVEL)


def revisions(comment_id: int) -> list[Earlier]:
    asked = select(Revision, Author).join(Author, Author.id == Revision.editor_id)
    rows = asked.where(Revision.comment_id == comment_id).order_by(Revision.version.desc())
    return [Earlier(*row) for row in db.session.execute(rows)]
