from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from comments_service.storage.db import Base
from comments_service.storage.types import Bytes


class NetworkKey(Base):
    """What the networks of one week are digested under; `week` is its Monday."""

    __tablename__ = "network_key"

    week: Mapped[date] = mapped_column(primary_key=True)
    key: Mapped[bytes] = mapped_column(Bytes)
