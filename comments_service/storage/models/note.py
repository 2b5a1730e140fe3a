from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from comments_service.storage.db import Base
from comments_service.storage.types import Id, UTCTime, Words


class Note(Base):
    """What a moderator has written about an author, for the other moderators of the site."""

    __tablename__ = "note"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    moderator_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    text: Mapped[str] = mapped_column(Words)
    created_at: Mapped[datetime] = mapped_column(UTCTime)


Index("ix_note_author_id_id", Note.author_id, Note.id)
