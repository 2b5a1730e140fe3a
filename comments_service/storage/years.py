"""The counts of a year that a site makes public."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, func, select

from comments_service.domain import appeals, figures, years
from comments_service.domain.figures import Span, Wait
from comments_service.domain.years import Noticed, Year
from comments_service.storage.db import db
from comments_service.storage.figures import decided, percentiles
from comments_service.storage.models import Appeal, Comment, Decision, Notice, Report
from comments_service.storage.spans import Day, Seconds


def of(site_id: int, number: int) -> Year:
    span = figures.year(number)
    return Year(
        number,
        years.restrictions(decided(site_id, span)),
        notices(site_id, span),
        wait(answered_notices(site_id, span)),
        outcomes(site_id, span),
        wait(answered_appeals(site_id, span)),
    )


def notices(site_id: int, span: Span) -> list[Noticed]:
    answered = Report.closed_by.is_not(None).label("answered")
    alike = (Notice.ground, Comment.status, answered)
    asked = (
        select(*alike, func.count())
        .join(Report, Report.id == Notice.report_id)
        .join(Comment, Comment.id == Report.comment_id)
        .where(*received(site_id, span))
        .group_by(*alike)
    )
    rows = db.session.execute(asked)
    return years.noticed((ground, status, done, count) for ground, status, done, count in rows)


def received(site_id: int, span: Span) -> tuple[Any, ...]:
    return (
        Notice.site_id == site_id,
        Notice.created_at >= span.since,
        Notice.created_at < span.until,
    )


def answered_notices(site_id: int, span: Span) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Day(Notice.created_at).label("day"),
            Seconds(Decision.created_at, Notice.created_at).label("seconds"),
        )
        .join(Report, Report.id == Notice.report_id)
        .join(Decision, Decision.id == Report.closed_by)
        .where(*received(site_id, span))
    )


def lodged(site_id: int, span: Span) -> tuple[Any, ...]:
    return (
        Appeal.site_id == site_id,
        Appeal.created_at >= span.since,
        Appeal.created_at < span.until,
    )


def outcomes(site_id: int, span: Span) -> Mapping[str, int]:
    asked = (
        select(Decision.action, func.count())
        .select_from(Appeal)
        .outerjoin(Decision, Decision.id == Appeal.answer_id)
        .where(*lodged(site_id, span))
        .group_by(Decision.action)
    )
    found: Counter[str] = Counter()
    for action, count in db.session.execute(asked):
        found[appeals.outcome(action)] += count
    return {name: found[name] for name in (appeals.OPEN, *appeals.OUTCOMES)}


def answered_appeals(site_id: int, span: Span) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Day(Appeal.created_at).label("day"),
            Seconds(Decision.created_at, Appeal.created_at).label("seconds"),
        )
        .join(Decision, Decision.id == Appeal.answer_id)
        .where(*lodged(site_id, span))
    )


def wait(waited: Select[*tuple[Any, ...]]) -> Wait | None:
    row = db.session.execute(percentiles(waited.subquery(), by_day=False)).first()
    return Wait(row.median, row.p95) if row else None
