from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from comments_service.storage.db import Base
from comments_service.storage.types import Id, UTCTime, Words, code_point


class Ban(Base):
    """Who may not write on a site, or from where what guests write is held, until when.

    `value` is what it is compared with (`domain.bans.Ban`); `author_id` and `comment_id` say whom
    it is about and what it was set for. The decisions that set and lifted it are in the record.
    """

    __tablename__ = "ban"
    __table_args__ = (
        CheckConstraint("kind IN ('author', 'network', 'range', 'email_domain')", name="kind"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    kind: Mapped[str] = mapped_column(code_point(16))
    value: Mapped[str] = mapped_column(code_point(255))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("author.id"), index=True)
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    reason: Mapped[str] = mapped_column(Words)
    moderator_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    lifted_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    created_at: Mapped[datetime] = mapped_column(UTCTime)
    ends_at: Mapped[datetime] = mapped_column(UTCTime)


Index("ix_ban_site_id_id", Ban.site_id, Ban.id)
