from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from comments_service.storage.db import Base
from comments_service.storage.types import Id, UTCTime, code_point


class Finding(Base):
    """What is known of a reason beside its code, which the comment itself keeps.

    It holds nothing that its author has typed.
    """

    __tablename__ = "finding"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    comment_version: Mapped[int]
    rule_id: Mapped[int | None] = mapped_column(Id)
    # Without: a rule in shadow has counted it.
    acts: Mapped[bool]
    code: Mapped[str] = mapped_column(code_point(32))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UTCTime)


Index("ix_finding_comment_id_id", Finding.comment_id, Finding.id)
Index("ix_finding_rule", Finding.rule_id, Finding.created_at, Finding.acts)
