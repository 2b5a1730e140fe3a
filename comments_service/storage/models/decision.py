from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from comments_service.storage.db import Base
from comments_service.storage.types import Id, UTCTime, Words, code_point


class Decision(Base):
    """What a moderator did to a comment; only ever added to. Holds codes and times, no words."""

    __tablename__ = "decision"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    comment_version: Mapped[int]
    action: Mapped[str] = mapped_column(code_point(16))
    status_before: Mapped[str] = mapped_column(code_point(16))
    status_after: Mapped[str] = mapped_column(code_point(16))
    moderator_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), unique=True)
    created_at: Mapped[datetime] = mapped_column(UTCTime)


Index("ix_decision_comment_id_id", Decision.comment_id, Decision.id)


class DecisionDetail(Base):
    """The words of a decision, apart from it, so that they can be emptied."""

    __tablename__ = "decision_detail"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(Words)
