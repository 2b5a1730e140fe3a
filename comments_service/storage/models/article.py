from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from comments_service.storage.db import Base
from comments_service.storage.types import Id, UTCTime, Words, code_point


class Article(Base):
    """What is commented on. Its first key is kept here too, since every page shows it."""

    __tablename__ = "article"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    key: Mapped[str] = mapped_column(code_point(512))
    title: Mapped[str | None] = mapped_column(Words)
    url: Mapped[str | None] = mapped_column(Words)
    hinted_title: Mapped[str | None] = mapped_column(Words)
    hinted_url: Mapped[str | None] = mapped_column(Words)
    section: Mapped[str | None] = mapped_column(code_point(200))
    policy: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    locked: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    comment_count: Mapped[int] = mapped_column(default=0)
    last_comment_at: Mapped[datetime | None] = mapped_column(UTCTime)
    created_at: Mapped[datetime] = mapped_column(UTCTime)


class ArticleKey(Base):
    """An article ID as publishers write it: an opaque string, after NFC."""

    __tablename__ = "article_key"
    __table_args__ = (UniqueConstraint("site_id", "key"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    key: Mapped[str] = mapped_column(code_point(512))
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
