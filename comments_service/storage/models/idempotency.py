from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from comments_service.storage.db import Base
from comments_service.storage.types import Id, UTCTime, code_point


class Idempotency(Base):
    """Which comment a request with this key made; written in the change's own transaction."""

    __tablename__ = "idempotency"

    scope: Mapped[str] = mapped_column(code_point(64), primary_key=True)
    key: Mapped[str] = mapped_column(code_point(255), primary_key=True)
    body_digest: Mapped[str] = mapped_column(code_point(64))
    comment_id: Mapped[int | None] = mapped_column(Id)
    made_guest: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UTCTime, index=True)
