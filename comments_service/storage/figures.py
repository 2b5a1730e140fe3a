"""The figures of a site, counted by the database and bounded by days."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from comments_service.domain import figures, ruling
from comments_service.domain.figures import Decided, Doubted, Figures, Span, Talk, Wait, Waiting
from comments_service.storage import queues
from comments_service.storage.authors import Subject
from comments_service.storage.db import db
from comments_service.storage.models import Appeal, Article, Author, Comment, Decision, Report
from comments_service.storage.models.comment import HELD
from comments_service.storage.spans import Day, Seconds, date_of

TOP = 10
# Of each: which of a hundred, the smallest first.
MEDIAN, P95 = 50, 95
# By the index that begins with the site and the status.
ANY_STATUS = Comment.status.in_([literal_column(f"'{status}'") for status in figures.STATUSES])
HOLDS_REASONS = cast(Comment.reasons, String) != literal_column("'[]'")


def of(site_id: int, span: Span, who: Subject) -> Figures:
    """Count a site's figures; `who` asks, and is no part of them."""
    waits = waits_of(site_id, span)
    return Figures(
        span,
        comments(site_id, span),
        doubted(site_id, span),
        decided(site_id, span),
        {day: wait for day, wait in waits.items() if day},
        waits.get(None),
        articles(site_id, span),
        waiting(site_id, who),
    )


def written(site_id: int, span: Span) -> ColumnElement[bool]:
    return and_(
        Comment.site_id == site_id,
        ANY_STATUS,
        Comment.created_at >= span.since,
        Comment.created_at < span.until,
    )


def made(site_id: int, span: Span) -> ColumnElement[bool]:
    return and_(
        Decision.site_id == site_id,
        Decision.created_at >= span.since,
        Decision.created_at < span.until,
        Decision.action.in_(tuple(ruling.STATUS)),
    )


def comments(site_id: int, span: Span) -> Mapping[tuple[date, str], int]:
    day = Day(Comment.created_at).label("day")
    asked = select(day, Comment.status, func.count()).where(written(site_id, span))
    rows = db.session.execute(asked.group_by(day, Comment.status))
    return {(date_of(number), status): count for number, status, count in rows}


def doubted(site_id: int, span: Span) -> list[Doubted]:
    day = Day(Comment.created_at).label("day")
    codes = cast(Comment.reasons, String).label("codes")
    asked = select(day, codes, Comment.status, func.count())
    asked = asked.where(written(site_id, span), HOLDS_REASONS)
    rows = db.session.execute(asked.group_by(day, codes, Comment.status))
    return [
        Doubted(date_of(number), json.loads(held), status, count)
        for number, held, status, count in rows
    ]


def decided(site_id: int, span: Span) -> list[Decided]:
    undo, answer = aliased(Decision), aliased(Decision)
    overturned = or_(undo.id.is_not(None), func.coalesce(answer.action, "") == "approve")
    alike = (
        Day(Decision.created_at).label("day"),
        Decision.action,
        Decision.rule,
        Decision.ground,
        Decision.source,
        Decision.detected,
        Decision.automated,
        Decision.redress.is_not(None).label("restricts"),
        overturned.label("overturned"),
        Author.name,
    )
    asked = (
        select(*alike, func.count())
        .join(Author, Author.id == Decision.moderator_id)
        .outerjoin(undo, undo.reverses_id == Decision.id)
        .outerjoin(Appeal, Appeal.decision_id == Decision.id)
        .outerjoin(answer, answer.id == Appeal.answer_id)
        .where(made(site_id, span))
        .group_by(*alike)
    )
    rows = db.session.execute(asked)
    return [Decided(date_of(number), *rest) for number, *rest in rows]


def waits_of(site_id: int, span: Span) -> Mapping[date | None, Wait]:
    """Return how long it took on each day, and under `None` on all of them."""
    rows = list(db.session.execute(percentiles(waited(site_id, span), by_day=True)))
    rows += db.session.execute(percentiles(waited(site_id, span), by_day=False))
    return {
        None if row.day is None else date_of(row.day): Wait(row.median, row.p95) for row in rows
    }


def waited(site_id: int, span: Span) -> Any:
    """Select how long each decision was waited for: since it was held, or first reported."""
    reported = (
        select(func.min(Report.created_at))
        .where(Report.comment_id == Decision.comment_id, Report.closed_by == Decision.id)
        .scalar_subquery()
    )
    since = case((Decision.status_before == "held", Comment.created_at), else_=reported)
    return (
        select(
            Day(Decision.created_at).label("day"),
            Seconds(Decision.created_at, since).label("seconds"),
        )
        .join(Comment, Comment.id == Decision.comment_id)
        .where(
            made(site_id, span),
            Decision.action != "hold",
            Decision.source != "appeal",
            since.is_not(None),
        )
        .subquery()
    )


def percentiles(waits: Any, *, by_day: bool) -> Select[*tuple[Any, ...]]:
    """Select the ones in the middle, and near the end, of what is put in order."""
    groups = [waits.c.day] if by_day else []
    place = func.row_number().over(partition_by=groups or None, order_by=waits.c.seconds)
    many = func.count().over(partition_by=groups or None)
    day = waits.c.day if by_day else literal_column("NULL")
    ranked = select(day.label("day"), waits.c.seconds, place.label("place"), many.label("many"))
    rows = ranked.subquery()

    def at(hundredth: int) -> Any:
        # Rounded up: of one, the first; of twenty, the nineteenth.
        last = (rows.c.many * hundredth + 99) // 100
        return func.max(case((rows.c.place == last, rows.c.seconds)))

    found = select(rows.c.day, at(MEDIAN).label("median"), at(P95).label("p95"))
    return found.group_by(rows.c.day)


def articles(site_id: int, span: Span) -> Sequence[Talk]:
    many = func.count().label("many")
    most = select(Comment.article_id, many).where(written(site_id, span))
    top = most.group_by(Comment.article_id).order_by(many.desc(), Comment.article_id).limit(TOP)
    found = top.subquery()
    asked = select(Article.key, func.coalesce(Article.title, Article.hinted_title), found.c.many)
    rows = db.session.execute(
        asked.join(found, found.c.article_id == Article.id).order_by(
            found.c.many.desc(), Article.id
        )
    )
    return [Talk(*row) for row in rows]


def waiting(site_id: int, who: Subject) -> Waiting:
    oldest = select(func.min(Comment.created_at)).where(Comment.site_id == site_id, HELD)
    return Waiting(queues.counts(site_id, who)["needs_review"], db.session.scalar(oldest))
