"""Comments as they are written: added, moved between statuses, edited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, literal_column, or_, select, update

from comments_service.domain import thread
from comments_service.domain.errors import CommentUnknown
from comments_service.storage import articles, urgency
from comments_service.storage.articles import Place
from comments_service.storage.db import Base, connection, db
from comments_service.storage.models import Article, Author, Comment, Revision
from comments_service.storage.models.comment import PINNED, PUBLISHED

TABLE = Base.metadata.tables["comment"]


@dataclass(frozen=True)
class Locked:
    article: Article
    comment: Comment


@dataclass(frozen=True)
class Text:
    comment_id: int
    text: str


def get(comment_id: int) -> Comment | None:
    return db.session.get(Comment, comment_id)


def existing(comment_id: int) -> Comment:
    """Refuses (`CommentUnknown`) an id of none."""
    comment = get(comment_id)
    if comment is None:
        raise CommentUnknown
    return comment


def lock(comment_id: int) -> Locked:
    """Lock a comment, and its article before it. Refuses (`CommentUnknown`) an id of none."""
    found = db.session.scalar(select(Comment.article_id).where(Comment.id == comment_id))
    while found is not None:
        article = articles.lock_id(found)
        asked = select(Comment).where(Comment.id == comment_id)
        comment = db.session.scalar(asked.with_for_update(key_share=True))
        if comment is None:
            break
        # A merge may have moved the comment while we waited for the article.
        if comment.article_id == article.id:
            return Locked(article, comment)
        found = comment.article_id
        db.session.expire(comment)
    raise CommentUnknown


def pins(article_id: int) -> int:
    """Count the pinned comments of a locked article."""
    asked = select(func.count()).where(Comment.article_id == article_id, PINNED)
    return db.session.scalar(asked) or 0


def by_source(site_id: int, source: str, source_id: str) -> Comment | None:
    return db.session.scalar(
        select(Comment).where(
            Comment.site_id == site_id, Comment.source == source, Comment.source_id == source_id
        )
    )


def sign(comment: Comment, author: Author, name: str) -> None:
    """Note who wrote a comment, and the name that it bears for good."""
    comment.author_id = author.id
    comment.author_name, comment.author_kind = name, author.kind


def begin(comment: Comment, place: Place, parent: Comment | None) -> None:
    """Give a new comment its article, its parent and what follows from its status."""
    comment.article_id = place.article.id
    comment.key_id = parent.key_id if parent else place.key_id
    comment.parent_id = parent.id if parent else None
    comment.shown = comment.status == "published"
    comment.queue_at = vars(comment).get("queue_at", comment.created_at)
    comment.published_at = comment.created_at if comment.shown else None


def stand(comment: Comment, parent: Comment | None, *, depth: int) -> None:
    """Give a comment that has its id the place in the thread where it is shown."""
    above = thread.place_under(parent.path, depth=depth) if parent else b""
    comment.path = above + thread.step(comment.created_at, comment.id)
    comment.root_id = thread.ids_of(comment.path)[0]
    comment.depth = thread.depth_of(comment.path)


def move(article: Article, comment: Comment, status: str, *, now: datetime) -> None:
    """Give a locked comment another status, and keep counts, tombstones and pins true."""
    by = (status == "published") - (comment.status == "published")
    comment.status = status
    comment.shown = status == "published" or comment.reply_count > 0
    comment.pinned = comment.pinned and status == "published"
    if status == "published" and comment.published_at is None:
        comment.published_at = now
    if by:
        count(article, comment, by=by, at=comment.published_at or now)
    if status == "held":
        urgency.weigh(comment)


def count(article: Article, comment: Comment, *, by: int, at: datetime) -> None:
    """Count a comment that was published, or no longer is, in its article and up its path.

    An ancestor is shown while it is published or has anything published below it, and
    only then.
    """
    articles.counted(article, by=by, at=at)
    articles.touch(article)
    above = thread.ancestors_of(comment.path)
    if not above:
        return
    # Other rows than what is changed in this session: each of those is written once, later.
    connection().execute(RAISE, {"above": above, "by": by})


def raised(by: BindParameter[int]) -> dict[str, Any]:
    """Return what becomes of a row when `by` more are published below it."""
    replies = TABLE.c.reply_count + by
    return {"reply_count": replies, "shown": or_(PUBLISHED, replies > literal_column("0"))}


RAISE = (
    update(TABLE)
    .where(TABLE.c.id.in_(bindparam("above", expanding=True)))
    .values(raised(bindparam("by")))
)


def edit(
    comment: Comment, editor: Author, *, text: str, html: str, policy: int, now: datetime
) -> None:
    """Replace the text of a locked comment and keep what it was as a revision."""
    db.session.add(
        Revision(
            comment_id=comment.id,
            version=comment.version,
            text=comment.text,
            editor_id=editor.id,
            created_at=now,
        )
    )
    comment.text, comment.html, comment.text_policy = text, html, policy
    comment.version += 1
    comment.edited_at = now


def text_at(comment: Comment, version: int) -> str | None:
    """Return the text that was replaced at a version, if it was."""
    return db.session.scalar(
        select(Revision.text).where(Revision.comment_id == comment.id, Revision.version == version)
    )


def outdated(policy: int, *, after: int, limit: int) -> Sequence[Text]:
    """Return texts, by id, whose HTML was made under an older text policy."""
    asked = (
        select(Comment.id, Comment.text)
        .where(Comment.text_policy < policy, Comment.id > after)
        .order_by(Comment.id)
        .limit(limit)
    )
    return [Text(*row) for row in db.session.execute(asked)]


def rerender(found: Locked, *, html: str, policy: int) -> bool:
    """Give a locked comment the HTML of a newer policy; answers whether it is another."""
    comment, changed = found.comment, found.comment.html != html
    comment.html, comment.text_policy = html, policy
    if changed and comment.status == "published":
        articles.touch(found.article)
    return changed
