from datetime import datetime
from typing import cast

from sqlalchemy import ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from comments_service.storage.db import Base
from comments_service.storage.models import kept
from comments_service.storage.types import Id, UTCTime, Words, code_point


class Decision(Base):
    """What a moderator did; only ever added to. Holds ids, codes and times, no words.

    `number` counts within the site, and `previous` is the digest of the number before. It is about
    a comment as it stood at a version, about a thread, or about an author.
    """

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("site_id", "number"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    number: Mapped[int]
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    comment_version: Mapped[int | None]
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("author.id"))
    action: Mapped[str] = mapped_column(code_point(16))
    status_before: Mapped[str] = mapped_column(code_point(16))
    status_after: Mapped[str] = mapped_column(code_point(16))
    ground: Mapped[str | None] = mapped_column(code_point(8))
    rule: Mapped[str | None] = mapped_column(code_point(32))
    source: Mapped[str] = mapped_column(code_point(8))
    detected: Mapped[bool]
    automated: Mapped[bool]
    scope: Mapped[str] = mapped_column(code_point(16))
    ends_at: Mapped[datetime | None] = mapped_column(UTCTime)
    redress: Mapped[str | None] = mapped_column(code_point(16))
    moderator_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), unique=True)
    created_at: Mapped[datetime] = mapped_column(UTCTime)
    detail_digest: Mapped[str] = mapped_column(code_point(64))
    previous: Mapped[str] = mapped_column(code_point(64))
    digest: Mapped[str] = mapped_column(code_point(64))


Index("ix_decision_comment_id_id", Decision.comment_id, Decision.id)
Index("ix_decision_article_id_id", Decision.article_id, Decision.id)
Index("ix_decision_moderator_id_id", Decision.moderator_id, Decision.id)
Index("ix_decision_site_id_created_at", Decision.site_id, Decision.created_at)
kept.guard(cast(Table, Decision.__table__))


class DecisionDetail(Base):
    """The words of a decision, apart from it, so that they can be emptied, and their salt."""

    __tablename__ = "decision_detail"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(Words)
    facts: Mapped[str] = mapped_column(Words)
    salt: Mapped[str] = mapped_column(code_point(64))


class DecisionHead(Base):
    """Where a site's record ends. Whoever adds to it has locked this row."""

    __tablename__ = "decision_head"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(code_point(64))
