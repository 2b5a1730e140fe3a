"""All that a moderator may want to know of one comment, on one page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select, union_all

from comments_service.domain import diff, text
from comments_service.domain.diff import Piece
from comments_service.storage import bans, decisions, notes, queues, reports
from comments_service.storage.db import db
from comments_service.storage.decisions import Entry
from comments_service.storage.models import Article, Author, Comment, Revision
from comments_service.storage.models.comment import SHOWN, TOP_LEVEL
from comments_service.storage.notes import Written
from comments_service.storage.queues import Item
from comments_service.storage.reports import Filed

FEW, NEAR = 5, 20
MOST_DECISIONS = 50
MOST_REVISIONS = 20


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
    """The text as it stood at a version, who replaced it, and what they changed."""

    revision: Revision
    editor: Author
    changes: Sequence[Piece]


@dataclass(frozen=True)
class Dossier:
    item: Item
    parent: Other | None
    siblings: Sequence[Other]
    outcomes: Sequence[Other]
    reports: Sequence[Filed]
    revisions: Sequence[Earlier]
    since: Sequence[Piece]
    log: Sequence[Entry]
    notes: Sequence[Written]
    bans: Sequence[bans.Entry]


def of(comment_id: int) -> Dossier:
    """Refuses (`CommentUnknown`) an id of none."""
    item = queues.item(comment_id)
    comment = item.comment
    author_id = comment.author.id if comment.author else 0
    earlier = revisions(comment_id, comment.text)
    above = others(Comment.id == comment.parent_id) if comment.parent_id else []
    return Dossier(
        item,
        above[0] if above else None,
        siblings(comment_id),
        # By id, since an author's comments have an index in that order.
        others(Comment.author_id == author_id, order=(Comment.id.desc(),)),
        reports.every(comment_id),
        earlier,
        since_decided(item, earlier),
        decisions.log(item.site_id, comment_id=comment_id, limit=MOST_DECISIONS).entries,
        notes.of(author_id),
        bans.of_author(author_id),
    )


def since_decided(item: Item, earlier: Sequence[Earlier]) -> list[Piece]:
    """Return what was changed since the text that the standing decision was about."""
    version = item.decision.decision.comment_version if item.decision else None
    read = (one.revision.text for one in earlier if one.revision.version == version)
    return [piece for text in read for piece in diff.between(text, item.comment.text)]


NEWEST = (Comment.created_at.desc(), Comment.id.desc())


def others(*wanted: ColumnElement[bool], order: Sequence[ColumnElement[Any]] = ()) -> list[Other]:
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


def siblings(comment_id: int) -> list[Other]:
    """Return other answers to the same comment that stand near, or the newest of the thread."""
    asked = select(Comment.parent_id, Comment.article_id, Comment.root_id, Comment.path)
    own = db.session.execute(asked.where(Comment.id == comment_id)).one()
    if own.parent_id is None:
        return others(
            Comment.article_id == own.article_id, TOP_LEVEL, Comment.id != comment_id, order=NEWEST
        )
    # A comment may have a hundred thousand answers, which have no order of their own.
    near = Comment.id.in_(union_all(*along_the_branch(own)))
    found = others(near, Comment.parent_id == own.parent_id)
    return sorted(found, key=lambda one: one.id, reverse=True)


def along_the_branch(own: Any) -> Iterator[Select[int]]:
    """Select what stands next behind a comment in its branch, and next before it."""
    branch = select(Comment.id).where(Comment.root_id == own.root_id, SHOWN).limit(NEAR)
    behind = branch.where(Comment.path > own.path).order_by(Comment.path)
    before = branch.where(Comment.path < own.path).order_by(Comment.path.desc())
    for walk in (behind, before):
        yield select(walk.subquery().c.id)


def revisions(comment_id: int, newest: str) -> list[Earlier]:
    asked = select(Revision, Author).join(Author, Author.id == Revision.editor_id)
    ordered = asked.where(Revision.comment_id == comment_id).order_by(Revision.version.desc())
    rows = db.session.execute(ordered.limit(MOST_REVISIONS)).all()
    after = [newest, *(revision.text for revision, _ in rows)]
    return [
        Earlier(revision, editor, diff.between(revision.text, text))
        for (revision, editor), text in zip(rows, after, strict=False)
    ]
