"""Moderators' decisions, only ever added to."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from .db import db
from .models import Author, Comment, Decision, DecisionDetail


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


def standing(comment_id: int) -> Decision | None:
    """Return the newest decision about a comment's status that has not been taken back."""
    undo = aliased(Decision)
    return db.session.scalar(
        select(Decision)
        .outerjoin(undo, undo.reverses_id == Decision.id)
        .where(Decision.comment_id == comment_id, undo.id.is_(None), Decision.reverses_id.is_(None))
        .order_by(Decision.id.desc())
        .limit(1)
    )


def reason_of(decision: Decision) -> str:
    detail = db.session.get(DecisionDetail, decision.id)
    return detail.reason if detail else ""
