"""Readers' reports: one open report per comment and reader."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update

from comments_service.domain import ruling
from comments_service.storage import urgency
from comments_service.storage.db import db
from comments_service.storage.models import Author, Comment, Report


@dataclass(frozen=True)
class Filed:
    """A report, and who made it."""

    report: Report
    reporter: Author

    @property
    def ground(self) -> str:
        return ruling.GROUNDS[self.report.reason]


def add(
    comment: Comment,
    reporter: Author,
    reason: str,
    detail: str | None,
    *,
    network: str | None,
    now: datetime,
) -> bool:
    """Add to a locked comment's reports; return whether it was this reader's first.

    `network` is the digest of theirs.
    """
    known = db.session.scalar(
        select(Report).where(Report.comment_id == comment.id, Report.author_id == reporter.id)
    )
    if known is not None:
        return False
    home = network if reporter.kind == "guest" else None
    weight = weight_of(comment, reporter, home)
    file(comment, reporter, reason, detail, now, weight=weight, network=home)
    return True


def weight_of(comment: Comment, reporter: Author, home: str | None) -> int:
    """Return what a new report weighs: guests are free to make, so a household has one voice."""
    same = select(Report.id).where(Report.comment_id == comment.id, Report.network == home)
    if home is not None and db.session.scalar(same.limit(1)) is not None:
        return 0
    return urgency.trust_in(reporter.id)


def file(
    comment: Comment,
    reporter: Author,
    reason: str,
    detail: str | None,
    now: datetime,
    *,
    weight: int,
    network: str | None = None,
) -> Report:
    """Add to a locked comment's reports, and let it rise in the queue by this one's weight."""
    report = Report(
        comment_id=comment.id,
        author_id=reporter.id,
        reason=reason,
        detail=detail,
        weight=weight,
        network=network,
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
