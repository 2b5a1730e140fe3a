from datetime import datetime

from sqlalchemy import ForeignKey, Index, and_
from sqlalchemy.orm import Mapped, mapped_column

from comments_service.storage.db import Base
from comments_service.storage.types import Id, UTCTime, Words


class Appeal(Base):
    """An author's appeal against a decision; open until another one answers it."""

    __tablename__ = "appeal"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), unique=True)
    text: Mapped[str] = mapped_column(Words)
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UTCTime)


Index("ix_appeal_site_id_created_at", Appeal.site_id, Appeal.created_at)
OPEN = and_(Appeal.answer_id.is_(None))
ANSWERED = and_(Appeal.answer_id.is_not(None))
for name, condition in (("open", OPEN), ("answered", ANSWERED)):
    Index(
        f"ix_appeal_{name}",
        Appeal.site_id,
        Appeal.id,
        sqlite_where=condition,
        postgresql_where=condition,
    )
