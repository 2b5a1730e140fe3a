"""Readers' reports: one open report per comment and reader."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update

from .db import db
from .models import Author, Comment, Report


def add(comment: Comment, reporter: Author, reason: str, detail: str | None, now: datetime) -> bool:
    """Add to a locked comment's reports; return whether it was this reader's first."""
    known = db.session.scalar(
        select(Report).where(Report.comment_id == comment.id, Report.author_id == reporter.id)
    )
    if known is not None:
        return False
    db.session.add(
        Report(
            comment_id=comment.id,
            author_id=reporter.id,
            reason=reason,
            detail=detail,
            created_at=now,
        )
    )
    comment.report_count += 1
    return True


def close(comment: Comment, decision_id: int) -> None:
    """Answer the open reports of a locked comment by a decision."""
    db.session.execute(
        update(Report)
        .where(Report.comment_id == comment.id, Report.closed_by.is_(None))
        .values(closed_by=decision_id)
    )
    comment.report_count = 0


def reopen(comment: Comment, decision_id: int) -> None:
    """Take back what `close` did by this decision."""
    answered = Report.comment_id == comment.id, Report.closed_by == decision_id
    db.session.execute(update(Report).where(*answered).values(closed_by=None))
    open_ones = select(func.count()).where(
        Report.comment_id == comment.id, Report.closed_by.is_(None)
    )
    comment.report_count = db.session.scalar(open_ones) or 0


def of(comment_ids: Sequence[int]) -> Sequence[Report]:
    asked = select(Report).where(Report.comment_id.in_(comment_ids), Report.closed_by.is_(None))
    return db.session.scalars(asked.order_by(Report.id)).all()
