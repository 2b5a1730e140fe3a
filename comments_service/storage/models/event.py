from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from comments_service.storage.db import Base
from comments_service.storage.types import Id, UTCTime, code_point


class Event(Base):
    """The outbox: that something happened, written with it. It holds no text and no name."""

    __tablename__ = "event"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    site_id: Mapped[int] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(code_point(40))
    object_id: Mapped[int] = mapped_column(Id)
    article_id: Mapped[int | None] = mapped_column(Id)
    created_at: Mapped[datetime] = mapped_column(UTCTime)
