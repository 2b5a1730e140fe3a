from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from comments_service.storage.db import Base
from comments_service.storage.types import Id, UTCTime, code_point


class Notice(Base):
    """A notice of illegal content: a report, and who stands behind it by name.

    Its explanation is the report's detail. Of its receipt only the hash is kept.
    """

    __tablename__ = "notice"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), unique=True)
    comment_version: Mapped[int]
    digest: Mapped[str] = mapped_column(code_point(64), unique=True)
    ground: Mapped[str] = mapped_column(code_point(32))
    name: Mapped[str | None] = mapped_column(code_point(80))
    email: Mapped[str | None] = mapped_column(code_point(254))
    created_at: Mapped[datetime] = mapped_column(UTCTime)


Index("ix_notice_site_id_id", Notice.site_id, Notice.id)
Index("ix_notice_site_id_created_at", Notice.site_id, Notice.created_at)
