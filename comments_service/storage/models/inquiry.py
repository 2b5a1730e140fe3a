from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from comments_service.storage.db import Base
from comments_service.storage.types import Id, UTCTime, Words, code_point


class Inquiry(Base):
    """An outside classifier is asked about a comment's text as it stood at a version.

    `waiting`: to be sent; `sent`: the other side has taken it and answers later; then `answered`,
    or `failed` when it did not answer in a day, or `outdated` when the text is another one.
    """

    __tablename__ = "inquiry"
    __table_args__ = (
        CheckConstraint(
            "state IN ('waiting', 'sent', 'answered', 'failed', 'outdated')", name="state"
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    rule_id: Mapped[int] = mapped_column(Id)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    comment_version: Mapped[int]
    # Without: its rule stands in shadow, and the answer is only counted.
    acts: Mapped[bool]
    state: Mapped[str] = mapped_column(code_point(16), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(UTCTime)
    # Why the last attempt went wrong.
    problem: Mapped[str | None] = mapped_column(Words)
    verdict: Mapped[str | None] = mapped_column(code_point(16))
    created_at: Mapped[datetime] = mapped_column(UTCTime)


Index("ix_inquiry_comment_id", Inquiry.comment_id)
Index("ix_inquiry_rule_id_state", Inquiry.rule_id, Inquiry.state)
WAITING = Inquiry.state == literal_column("'waiting'")
Index("ix_inquiry_due", Inquiry.due_at, sqlite_where=WAITING, postgresql_where=WAITING)
