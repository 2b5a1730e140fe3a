"""Moderators' decisions, only ever added to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased

from comments_service.domain import cursor as cursors
from comments_service.domain import ruling
from comments_service.storage.db import db
from comments_service.storage.models import Author, Comment, Decision, DecisionDetail

SITE_LOG, COMMENT_LOG = 8, 9
# Also a pin or a redaction is a decision, but none that gives a comment its status.
ABOUT_STATUS = Decision.action.in_(tuple(ruling.STATUS))


@dataclass(frozen=True)
class Entry:
    """A decision with its words, and with who took it and what took it back."""

    decision: Decision
    reason: str
    moderator: Author
    reversed_by: int | None


@dataclass(frozen=True)
class Log:
    entries: list[Entry]
    next_cursor: str | None


def add(
    comment: Comment,
    moderator: Author,
    action: str,
    *,
    before: str,
    reason: str,
    now: datetime,
    reverses: Decision | None = None,
) -> Decision:
    decision = Decision(
        site_id=comment.site_id,
        comment_id=comment.id,
        comment_version=comment.version,
        action=action,
        status_before=before,
        status_after=comment.status,
        moderator_id=moderator.id,
        reverses_id=reverses.id if reverses else None,
        created_at=now,
    )
    db.session.add(decision)
    db.session.flush()
    db.session.add(DecisionDetail(decision_id=decision.id, reason=reason))
    return decision


def standing(comment_id: int) -> Entry | None:
    """Return the newest decision about a comment's status that has not been taken back."""
    return standing_of([comment_id]).get(comment_id)


def standing_of(comment_ids: Collection[int]) -> Mapping[int, Entry]:
    """Return the standing decision of each comment that has one."""
    undo = aliased(Decision)
    newest = (
        select(func.max(Decision.id))
        .outerjoin(undo, undo.reverses_id == Decision.id)
        .where(Decision.comment_id.in_(comment_ids), ABOUT_STATUS, undo.id.is_(None))
        .group_by(Decision.comment_id)
    )
    found = db.session.execute(entries().where(Decision.id.in_(newest)))
    return {row[0].comment_id: Entry(*row) for row in found}


def has_redacted(comment: Comment) -> bool:
    asked = select(Decision.id).where(
        Decision.comment_id == comment.id, Decision.action == "redact"
    )
    return db.session.scalar(asked.limit(1)) is not None


def entries() -> Select[*tuple[Any, ...]]:
    undo = aliased(Decision)
    return (
        select(Decision, func.coalesce(DecisionDetail.reason, ""), Author, undo.id)
        .join(Author, Author.id == Decision.moderator_id)
        .outerjoin(DecisionDetail, DecisionDetail.decision_id == Decision.id)
        .outerjoin(undo, undo.reverses_id == Decision.id)
    )


def log(site_id: int, *, comment_id: int | None, limit: int, cursor: str | None = None) -> Log:
    """Read a site's decisions, or those about one of its comments, newest first."""
    number, owner = (SITE_LOG, site_id) if comment_id is None else (COMMENT_LOG, comment_id)
    asked = entries().where(*of(site_id, comment_id))
    if cursor is not None:
        asked = asked.where(Decision.id < cursors.read_list(cursor, number, owner).id)
    rows = db.session.execute(asked.order_by(Decision.id.desc()).limit(limit + 1)).all()
    found = [Entry(*row) for row in rows[:limit]]
    if len(rows) <= limit:
        return Log(found, None)
    return Log(found, cursors.write_list(number, owner, place(found[-1])))


def of(site_id: int, comment_id: int | None) -> tuple[ColumnElement[bool], ...]:
    site = and_(Decision.site_id == site_id)
    return (site,) if comment_id is None else (site, and_(Decision.comment_id == comment_id))


def place(entry: Entry) -> cursors.Place:
    return cursors.Place(0, 0, entry.decision.id)
