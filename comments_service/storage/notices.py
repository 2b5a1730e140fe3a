"""Notices of illegal content: reports with somebody who stands behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from comments_service.domain import cursor as cursors
from comments_service.domain import notices
from comments_service.storage import authors, decisions, reports
from comments_service.storage.authors import Subject
from comments_service.storage.db import db
from comments_service.storage.decisions import Entry
from comments_service.storage.models import Comment, Notice, Report

KIND, ISSUER, NAME = "notifier", "notice", "By notice"
# Of its lists' cursors.
NUMBER = 20


@dataclass(frozen=True)
class Given:
    """What somebody states; name and e-mail may be missing only where the law lets them."""

    ground: str
    explanation: str
    name: str | None
    email: str | None


@dataclass(frozen=True)
class Received:
    """A notice, what it is about, and the decision that stands where it was answered."""

    notice: Notice
    report: Report
    comment: Comment
    decision: Entry | None

    @property
    def state(self) -> str:
        return notices.state(self.comment.status, answered=self.report.closed_by is not None)


@dataclass(frozen=True)
class Notices:
    notices: Sequence[Received]
    next_cursor: str | None


def known(digest: str) -> bool:
    return db.session.scalar(select(Notice.id).where(Notice.digest == digest)) is not None


def add(comment: Comment, given: Given, digest: str, now: datetime) -> None:
    """Add to a locked comment's reports, as urgent as reports can be."""
    # An author of its own, who bears no name: two people may write about one comment.
    notifier = authors.of_subject(comment.site_id, Subject(KIND, ISSUER, digest, NAME), now)
    report = reports.file(
        comment, notifier, given.ground, given.explanation, now, weight=notices.WEIGHT
    )
    db.session.add(
        Notice(
            site_id=comment.site_id,
            report_id=report.id,
            comment_version=comment.version,
            digest=digest,
            ground=given.ground,
            name=given.name,
            email=given.email,
            created_at=now,
        )
    )


def by_digest(digest: str) -> Received | None:
    return next(iter(received(Notice.digest == digest)), None)


def about(comment_id: int) -> Mapping[int, Notice]:
    """Return the notices of a comment by the ids of their reports."""
    asked = select(Notice).join(Report, Report.id == Notice.report_id)
    found = db.session.scalars(asked.where(Report.comment_id == comment_id))
    return {notice.report_id: notice for notice in found}


def of_site(site_id: int, *, limit: int, cursor: str | None = None) -> Notices:
    """Read a site's notices, the newest first."""
    wanted = [Notice.site_id == site_id]
    if cursor is not None:
        wanted.append(Notice.id < cursors.read_list(cursor, NUMBER, site_id).id)
    found = received(*wanted, limit=limit + 1)
    if len(found) <= limit:
        return Notices(found, None)
    place = cursors.Place(0, 0, found[limit - 1].notice.id)
    return Notices(found[:limit], cursors.write_list(NUMBER, site_id, place))


def received(*wanted: ColumnElement[bool], limit: int = 1) -> list[Received]:
    asked = (
        select(Notice, Report, Comment)
        .join(Report, Report.id == Notice.report_id)
        .join(Comment, Comment.id == Report.comment_id)
        .where(*wanted)
        .order_by(Notice.id.desc())
        .limit(limit)
    )
    rows = db.session.execute(asked).all()
    standing = decisions.standing_of([comment.id for _, _, comment in rows])
    return [
        Received(notice, report, comment, standing.get(comment.id) if report.closed_by else None)
        for notice, report, comment in rows
    ]
