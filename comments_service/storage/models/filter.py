from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from comments_service.storage.db import Base
from comments_service.storage.types import Bytes, Id


class Learned(Base):
    """What a site's filter has learned, as packed counts; site 0 stands for all of them.

    `learned_to`: the number of the last of the site's decisions that it has looked at.
    """

    __tablename__ = "learned"

    site_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    learned_to: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=0)
    spams: Mapped[int] = mapped_column(default=0)
    honests: Mapped[int] = mapped_column(default=0)
    counts: Mapped[bytes] = mapped_column(Bytes, default=b"")


class Lesson(Base):
    """What was learned from the decision about a comment, as it stood at a version."""

    __tablename__ = "lesson"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    version: Mapped[int]
    spam: Mapped[bool]
    # By a filter that had not seen it; none of the first ones.
    score: Mapped[int | None]


Index("ix_lesson_site_id_decision_id", Lesson.site_id, Lesson.decision_id)
