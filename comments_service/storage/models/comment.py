from datetime import datetime

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, and_, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from comments_service.storage.db import Base
from comments_service.storage.types import Bytes, Id, UTCTime, Words, code_point


class Comment(Base):
    __tablename__ = "comment"
    __table_args__ = (
        CheckConstraint(
            "status IN ('published', 'held', 'rejected', 'spam', 'deleted')", name="status"
        ),
        CheckConstraint("shown = (status = 'published' OR reply_count > 0)", name="shown"),
        CheckConstraint("score = up - down", name="score"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    key_id: Mapped[int] = mapped_column(ForeignKey("article_key.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    root_id: Mapped[int] = mapped_column(Id)
    depth: Mapped[int]
    path: Mapped[bytes] = mapped_column(Bytes)
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    author_name: Mapped[str] = mapped_column(code_point(80))
    author_kind: Mapped[str] = mapped_column(code_point(16))
    badge: Mapped[str | None] = mapped_column(code_point(40))
    text: Mapped[str] = mapped_column(Words)
    html: Mapped[str] = mapped_column(Words)
    text_policy: Mapped[int] = mapped_column(index=True)
    status: Mapped[str] = mapped_column(code_point(16))
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    shown: Mapped[bool]
    pinned: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UTCTime)
    queue_at: Mapped[datetime] = mapped_column(UTCTime)
    published_at: Mapped[datetime | None] = mapped_column(UTCTime)
    edited_at: Mapped[datetime | None] = mapped_column(UTCTime)
    deleted_at: Mapped[datetime | None] = mapped_column(UTCTime)
    up: Mapped[int] = mapped_column(default=0)
    down: Mapped[int] = mapped_column(default=0)
    score: Mapped[int] = mapped_column(default=0)
    reply_count: Mapped[int] = mapped_column(default=0)
    report_count: Mapped[int] = mapped_column(default=0)
    # By which the same text is known again, where a rule asks for it.
    sameness: Mapped[int | None] = mapped_column(BigInteger)
    # The digest of the network that it came from, under the key of its week.
    network: Mapped[str | None] = mapped_column(code_point(32))
    # How much it read like spam when it was written, in percent; unknown before a filter can tell.
    spamness: Mapped[int | None]
    source: Mapped[str | None] = mapped_column(code_point(64))
    source_id: Mapped[str | None] = mapped_column(code_point(255))


class Revision(Base):
    """A text that was replaced, as it stood at `version`."""

    __tablename__ = "revision"
    __table_args__ = (
        Index("uq_revision_comment_id_version", "comment_id", "version", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    version: Mapped[int]
    text: Mapped[str] = mapped_column(Words)
    editor_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    created_at: Mapped[datetime] = mapped_column(UTCTime)


# A condition with a bound value cannot be matched to a partial index, so each stands
# here once, spelled out, for the index and for every query that means to use it.
TOP_LEVEL = and_(Comment.shown, Comment.parent_id.is_(None))
SHOWN = and_(Comment.shown)
PUBLISHED = Comment.status == literal_column("'published'")
PINNED = and_(Comment.pinned)
HELD = Comment.status == literal_column("'held'")
# Nothing is left to decide about what its author has deleted.
REPORTED = and_(
    Comment.report_count > literal_column("0"), Comment.status != literal_column("'deleted'")
)
SOURCED = Comment.source.is_not(None)
COMPARED = Comment.sameness.is_not(None)


def partial(name: str, *columns: str, when: object, unique: bool = False) -> None:
    Index(
        f"ix_comment_{name}",
        *(Comment.__table__.c[column] for column in columns),
        unique=unique,
        sqlite_where=when,
        postgresql_where=when,
    )


partial("newest", "article_id", "created_at", "id", when=TOP_LEVEL)
partial("top", "article_id", "score", "created_at", "id", when=TOP_LEVEL)
partial("branch", "root_id", "path", when=SHOWN)
partial("pinned", "article_id", "created_at", "id", when=PINNED)
partial("published", "article_id", "published_at", when=PUBLISHED)
partial("held", "site_id", "queue_at", "id", when=HELD)
partial("reported", "site_id", "queue_at", "id", when=REPORTED)
partial("source", "site_id", "source", "source_id", when=SOURCED, unique=True)
partial("same", "site_id", "sameness", "created_at", when=COMPARED)
Index("ix_comment_queue", Comment.site_id, Comment.status, Comment.created_at, Comment.id)
Index("ix_comment_mine", Comment.author_id, Comment.id)
Index("ix_comment_author", Comment.author_id, Comment.article_id, Comment.created_at)
