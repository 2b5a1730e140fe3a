from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from comments_service.storage.db import Base
from comments_service.storage.types import Id, UTCTime, code_point


class Author(Base):
    """Who writes: a guest, a site's own reader, a service or a moderator.

    Raising `generation` ends every capability that was handed out before.
    """

    __tablename__ = "author"
    __table_args__ = (
        UniqueConstraint("site_id", "issuer", "subject"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    kind: Mapped[str] = mapped_column(code_point(16))
    issuer: Mapped[str | None] = mapped_column(code_point(64))
    subject: Mapped[str | None] = mapped_column(code_point(255))
    name: Mapped[str] = mapped_column(code_point(80))
    generation: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UTCTime)
