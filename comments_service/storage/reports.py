"""Readers' reports: one open report per comment and reader."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update

from comments_service.storage import urgency
from comments_service.storage.db import db
from comments_service.storage.models import Author, Comment, Report


@dataclass(frozen=True)
class Filed:
    """A report, and who made it."""

    report: Report
    reporter: Author


def add(comment: Comment, reporter: Author, reason: str, detail: str | None, now: datetime) -> bool:
    """Add to a locked comment's reports; return whether it was this reader's first."""
    known = db.session.scalar(
        select(Report).where(Report.comment_id == comment.id, Report.author_id == reporter.id)
    )
    if known is not None:
        return False
    file(comment, reporter, reason, detail, now, weight=urgency.trust_in(reporter.id))
    return True


def file(
    comment: Comment,
    reporter: Author,
    reason: str,
    detail: str | None,
    now: datetime,
    *,
    weight: int,
) -> Report:
    """Add to a locked comment's reports, and let it rise in the queue by this one's weight."""
    report = Report(
        comment_id=comment.id,
        author_id=reporter.id,
        reason=reason,
        detail=detail,
        weight=weight,
        created_at=now,
    )
    db.session.add(report)
    comment.report_count += 1
    urgency.weigh(comment)
    return report


def reasons(comment: Comment) -> Mapping[str, int]:
    """Count the open reports of a locked comment by their reasons."""
    if not comment.report_count:
        return {}
    asked = select(Report.reason, func.count()).where(
        Report.comment_id == comment.id, Report.closed_by.is_(None)
    )
    found = db.session.execute(asked.group_by(Report.reason))
    return {reason: many for reason, many in found}  # noqa: C416  # rows are no pairs to mypy


def close(comment: Comment, decision_id: int) -> None:
    """Answer the open reports of a locked comment by a decision."""
    if not comment.report_count:
        return
    db.session.execute(
        update(Report)
        .where(Report.comment_id == comment.id, Report.closed_by.is_(None))
        .values(closed_by=decision_id)
    )
    comment.report_count = 0
    if comment.status == "held":
        urgency.weigh(comment)


def reopen(comment: Comment, decision_id: int) -> None:
    """Take back what `close` did by this decision."""
    answered = Report.comment_id == comment.id, Report.closed_by == decision_id
    db.session.execute(update(Report).where(*answered).values(closed_by=None))
    open_ones = select(func.count()).where(
        Report.comment_id == comment.id, Report.closed_by.is_(None)
    )
    comment.report_count = db.session.scalar(open_ones) or 0
    urgency.weigh(comment)


def of(comment_ids: Collection[int]) -> Sequence[Filed]:
    """Return the open reports of these comments, oldest first."""
    return filed(Report.comment_id.in_(comment_ids), Report.closed_by.is_(None))


def every(comment_id: int) -> Sequence[Filed]:
    """Return all reports of a comment, answered ones too."""
    return filed(Report.comment_id == comment_id)


def filed(*wanted: ColumnElement[bool]) -> list[Filed]:
    asked = select(Report, Author).join(Author, Author.id == Report.author_id).where(*wanted)
    # Few, of few comments, which the database would have to sort apart.
    return sorted((Filed(*row) for row in db.session.execute(asked)), key=lambda one: one.report.id)
