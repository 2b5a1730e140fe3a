"""What makes a comment urgent: its reports by those who made them, and its author's record."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from comments_service.domain import priority
from comments_service.domain.review import Record
from comments_service.storage.db import Base, connection, db
from comments_service.storage.models import Comment

COMMENTS, REPORTS, DECISIONS = (
    Base.metadata.tables[name] for name in ("comment", "report", "decision")
)
PUT_AWAY = ("rejected", "spam")


def weigh(comment: Comment, *, unknown: bool = False) -> None:
    """Give a comment its place in the queue; its author is noted, its reports are counted.

    `unknown`: its author has written nothing before.
    """
    # What was changed just now counts too.
    db.session.flush()
    weight = weight_of(comment) if comment.report_count else 0
    given = {"author_id": comment.author_id}
    bad = 0 if unknown else connection().execute(BAD, given).scalar()
    comment.queue_at = priority.queue_at(
        comment.created_at, weight=weight, bad=bad or 0, spamness=comment.spamness or 0
    )


def weight_of(comment: Comment) -> int:
    """Return what the open reports of a comment weigh together."""
    weight: int = connection().execute(WEIGHT, {"id": comment.id}).scalar_one()
    return weight


def trust_in(reporter_id: int) -> int:
    """Return what a new report of this reader weighs, by what became of their earlier ones."""
    upheld, answered = connection().execute(ANSWERED, {"author_id": reporter_id}).one()
    return priority.trust(upheld, answered)


def records(comment_ids: Collection[int]) -> Mapping[int, Record]:
    """Return the record of each comment's author, in one statement."""
    asked = RECORDS.where(COMMENTS.c.id.in_(comment_ids))
    return {row.id: Record(row.bad, row.many) for row in connection().execute(asked)}


def last_of(author_id: ColumnElement[Any]) -> Any:
    newest = COMMENTS.alias("newest")
    asked = select(newest.c.status).where(newest.c.author_id == author_id)
    return asked.order_by(newest.c.id.desc()).limit(priority.RECORD)


def many(author_id: ColumnElement[Any], *, bad: bool) -> Select[int]:
    last = last_of(author_id).correlate(COMMENTS).subquery()
    found = select(func.count()).select_from(last)
    return found.where(last.c.status.in_(PUT_AWAY)) if bad else found


WEIGHT = select(func.coalesce(func.sum(REPORTS.c.weight), 0)).where(
    REPORTS.c.comment_id == bindparam("id"), REPORTS.c.closed_by.is_(None)
)
BAD = many(bindparam("author_id"), bad=True)
RECORDS = select(
    COMMENTS.c.id,
    many(COMMENTS.c.author_id, bad=True).scalar_subquery().label("bad"),
    many(COMMENTS.c.author_id, bad=False).scalar_subquery().label("many"),
)
LAST_ANSWERS = (
    select(DECISIONS.c.status_after)
    .join_from(REPORTS, DECISIONS, DECISIONS.c.id == REPORTS.c.closed_by)
    .where(REPORTS.c.author_id == bindparam("author_id"))
    .order_by(REPORTS.c.id.desc())
    .limit(priority.RECORD)
    .subquery()
)
ANSWERED = select(
    func.count().filter(LAST_ANSWERS.c.status_after.in_(PUT_AWAY)), func.count()
).select_from(LAST_ANSWERS)
