"""Decisions about many comments at once: which, how far they have come, what was passed by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, insert, literal, or_, select, union
from sqlalchemy.orm import aliased

from comments_service.domain.errors import NotFound
from comments_service.storage import queues
from comments_service.storage.db import db
from comments_service.storage.models import ArticleKey, Author, Batch, BatchItem, Comment

MOST = 10_000
AT_ONCE = 50
WORKING = ("waiting", "undoing")
# What an item is in while its batch is in this state, and has still to be done.
STILL = {"waiting": "waiting", "undoing": "done"}


@dataclass(frozen=True)
class Chosen:
    """Comments of a site: those that were picked out, all of a queue, or a whole thread.

    `closes`: the thread is closed together with what is decided about its comments.
    """

    site_id: int
    ids: Sequence[int] = ()
    queue: str | None = None
    article_id: int | None = None
    closes: bool = False

    def select(self) -> Select[Any]:
        """Select their ids; what is deleted, or of another site, is none of them."""
        there = select(Comment.id).where(
            Comment.site_id == self.site_id, Comment.status != "deleted"
        )
        if self.article_id is not None:
            return there.where(in_thread(self.article_id))
        if self.queue is None:
            return there.where(Comment.id.in_(self.ids)).limit(MOST)
        parts = (there.where(part.where).limit(MOST) for part in queues.QUEUES[self.queue].parts)
        found = union(*(select(part.subquery().c.id) for part in parts)).subquery()
        return select(found.c.id).limit(MOST)


def in_thread(article_id: int) -> ColumnElement[bool]:
    """Match what readers of a thread see, or may come to see."""
    keys = select(ArticleKey.id).where(ArticleKey.article_id == article_id)
    # By its keys, of which each comment has one, since they have an index.
    return Comment.key_id.in_(keys) & Comment.status.in_(("published", "held"))


@dataclass(frozen=True)
class Preview:
    """What a batch would be about. `already`: what has the wanted status, and no open report."""

    comments: int
    authors: int
    already: int


@dataclass(frozen=True)
class Shown:
    batch: Batch
    moderator: Author
    undone_by: Author | None

    @property
    def whole_thread(self) -> bool:
        return self.batch.article_id is not None


def preview(chosen: Chosen, status: str) -> Preview:
    already = (Comment.status == status) & (Comment.report_count == 0)
    asked = select(
        func.count(),
        func.count(Comment.author_id.distinct()),
        func.count().filter(already),
    ).where(Comment.id.in_(chosen.select()))
    return Preview(*db.session.execute(asked).one())


def add(
    chosen: Chosen, moderator: Author, given: dict[str, Any], status: str, now: datetime
) -> Batch:
    """Make a batch of what is chosen, but for what has the wanted status already."""
    batch = Batch(
        **given,
        site_id=chosen.site_id,
        article_id=chosen.article_id,
        closes=chosen.closes,
        moderator_id=moderator.id,
        state="waiting",
        of=0,
        done=0,
        passed=0,
        created_at=now,
    )
    db.session.add(batch)
    db.session.flush()
    columns = (Comment.article_id, Comment.id, Comment.version, Comment.status)
    rows = select(literal(batch.id), *columns, literal("waiting")).where(
        Comment.id.in_(chosen.select()), or_(Comment.status != status, Comment.report_count > 0)
    )
    names = ["batch_id", "article_id", "comment_id", "version", "status", "state"]
    db.session.execute(insert(BatchItem).from_select(names, rows))
    counted = select(func.count()).where(BatchItem.batch_id == batch.id)
    batch.of = db.session.scalar(counted) or 0
    batch.state = "waiting" if batch.of else "done"
    return batch


def get(batch_id: int) -> Shown:
    """Refuses (`NotFound`) an id of none."""
    row = db.session.execute(shown().where(Batch.id == batch_id)).first()
    if row is None:
        raise NotFound("There is no such batch")
    return Shown(*row)


def recent(site_id: int, limit: int) -> list[Shown]:
    """Return a site's newest batches, the newest first."""
    asked = shown().where(Batch.site_id == site_id).order_by(Batch.id.desc()).limit(limit)
    return [Shown(*row) for row in db.session.execute(asked)]


def shown() -> Select[Batch, Author, Author]:
    undoer = aliased(Author)
    asked = select(Batch, Author, undoer).join(Author, Author.id == Batch.moderator_id)
    return asked.outerjoin(undoer, undoer.id == Batch.undone_by_id)


def lock(batch_id: int) -> Batch:
    asked = select(Batch).where(Batch.id == batch_id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def next_of_all() -> Batch | None:
    """Return the oldest batch that is not at its end."""
    asked = select(Batch).where(Batch.state.in_(WORKING)).order_by(Batch.id)
    return db.session.scalar(asked.limit(1))


def todo(batch: Batch) -> Sequence[BatchItem]:
    """Return some that are still to be done, all of one article, in the order of their ids."""
    wanted = (BatchItem.batch_id == batch.id, BatchItem.state == STILL[batch.state])
    first = select(BatchItem.article_id).where(*wanted).order_by(BatchItem.article_id).limit(1)
    asked = select(BatchItem).where(*wanted, BatchItem.article_id == first.scalar_subquery())
    return db.session.scalars(asked.order_by(BatchItem.comment_id).limit(AT_ONCE)).all()
