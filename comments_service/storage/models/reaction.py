from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from comments_service.storage.db import Base
from comments_service.storage.types import Id, UTCTime, Words, code_point


class Vote(Base):
    """One row per comment and voter.

    `counted` is false for a guest's vote when another guest of the same network has
    already counted on this comment that day: it is remembered, and shown to its voter.
    """

    __tablename__ = "vote"
    __table_args__ = (
        UniqueConstraint("comment_id", "author_id"),
        CheckConstraint("value IN (-1, 1)", name="value"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"), index=True)
    value: Mapped[int]
    counted: Mapped[bool]
    network: Mapped[str | None] = mapped_column(code_point(64))
    day: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(UTCTime)


Index("ix_vote_network", Vote.comment_id, Vote.network, Vote.day)


class Report(Base):
    """A reader's report; open until a moderator decides about the comment.

    `weight` is its reader's trust when it was made, in hundredths of that in a reader unknown; it
    is 0 for a guest's when another guest of the same network has reported the comment already.
    """

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("comment_id", "author_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"), index=True)
    reason: Mapped[str] = mapped_column(code_point(32))
    detail: Mapped[str | None] = mapped_column(Words)
    weight: Mapped[int] = mapped_column(default=100)
    network: Mapped[str | None] = mapped_column(code_point(32))
    closed_by: Mapped[int | None] = mapped_column(Id)
    created_at: Mapped[datetime] = mapped_column(UTCTime, index=True)
