from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from comments_service.storage.db import Base
from comments_service.storage.types import Id, UTCTime, code_point


class ApiKey(Base):
    """A service's key; only its hash is kept. Without a site it reaches all of them."""

    __tablename__ = "api_key"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    name: Mapped[str] = mapped_column(code_point(80))
    scopes: Mapped[list[str]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(code_point(64))
    created_at: Mapped[datetime] = mapped_column(UTCTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCTime)


class Moderator(Base):
    """Who may use the desk. Without a site, of every site."""

    __tablename__ = "moderator"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    name: Mapped[str] = mapped_column(code_point(80), unique=True)
    role: Mapped[str] = mapped_column(code_point(16))
    created_at: Mapped[datetime] = mapped_column(UTCTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCTime)


class SignIn(Base):
    """A one-time link to the desk; only its hash is kept."""

    __tablename__ = "sign_in"

    digest: Mapped[str] = mapped_column(code_point(64), primary_key=True)
    moderator_id: Mapped[int] = mapped_column(ForeignKey("moderator.id"))
    expires_at: Mapped[datetime] = mapped_column(UTCTime, index=True)


class DeskSession(Base):
    """A signed-in browser; only the hash of its cookie is kept."""

    __tablename__ = "desk_session"

    digest: Mapped[str] = mapped_column(code_point(64), primary_key=True)
    moderator_id: Mapped[int] = mapped_column(ForeignKey("moderator.id"))
    expires_at: Mapped[datetime] = mapped_column(UTCTime, index=True)
