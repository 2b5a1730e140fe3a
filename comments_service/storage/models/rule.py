from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from comments_service.storage.db import Base
from comments_service.storage.types import Id, UTCTime, code_point


class Rule(Base):
    """What a site looks for in texts; without a site, all of them do."""

    __tablename__ = "rule"
    __table_args__ = (
        CheckConstraint("state IN ('off', 'rehearsal', 'shadow', 'on')", name="state"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    kind: Mapped[str] = mapped_column(code_point(32))
    name: Mapped[str] = mapped_column(code_point(80))
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(code_point(16))
    created_at: Mapped[datetime] = mapped_column(UTCTime)
