from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from comments_service.storage.db import Base
from comments_service.storage.types import Id, UTCTime, Words, code_point


class Batch(Base):
    """One decision about many comments, done in the background, and undone as one.

    `state`: waiting, done, undoing, undone. `passed` counts those that had changed meanwhile.
    """

    __tablename__ = "batch"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    moderator_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("author.id"))
    # The thread that was put away as a whole, and whether it was still open then.
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"))
    closes: Mapped[bool]
    action: Mapped[str] = mapped_column(code_point(16))
    rule: Mapped[str | None] = mapped_column(code_point(32))
    reason: Mapped[str] = mapped_column(Words)
    state: Mapped[str] = mapped_column(code_point(16))
    of: Mapped[int]
    done: Mapped[int]
    passed: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UTCTime)


Index("ix_batch_state_id", Batch.state, Batch.id)
Index("ix_batch_site_id", Batch.site_id, Batch.id)


class BatchItem(Base):
    """A comment of a batch, as it was when it was chosen, and what was decided about it."""

    __tablename__ = "batch_item"
    __table_args__ = (UniqueConstraint("batch_id", "comment_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"))
    article_id: Mapped[int] = mapped_column(Id)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    version: Mapped[int]
    status: Mapped[str] = mapped_column(code_point(16))
    state: Mapped[str] = mapped_column(code_point(16))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))


Index(
    "ix_batch_item_todo",
    BatchItem.batch_id,
    BatchItem.state,
    BatchItem.article_id,
    BatchItem.comment_id,
)
