"""What an author is told of the decision about their comment, and what they may do about it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from comments_service.domain import appeals as rules
from comments_service.storage import appeals, decisions
from comments_service.storage.appeals import Heard
from comments_service.storage.db import db
from comments_service.storage.decisions import Entry
from comments_service.storage.models import Comment


@dataclass(frozen=True)
class Statement:
    """The decision that stands, and the author's last appeal.

    `reasons` are the codes of what held a comment that still waits.
    """

    status: str
    reasons: Sequence[str]
    decision: Entry | None
    appeal: Heard | None

    def open_until(self, now: datetime) -> datetime | None:
        """Say until when it may be appealed against; `None`: it may not, or not any more."""
        if self.decision is None or self.status not in rules.RESTRICTED:
            return None
        made = self.decision.decision
        until = rules.until(made.redress, made.created_at)
        used = self.appeal is not None and self.appeal.appeal.decision_id == made.id
        return until if until and not used and now <= until else None


def of(comment_ids: Collection[int]) -> Mapping[int, Statement]:
    if not comment_ids:
        return {}
    standing, heard = decisions.standing_of(comment_ids), appeals.last_of(comment_ids)
    asked = select(Comment.id, Comment.status, Comment.reasons)
    return {
        row.id: Statement(
            row.status,
            row.reasons if row.status == "held" else (),
            standing.get(row.id),
            heard.get(row.id),
        )
        for row in db.session.execute(asked.where(Comment.id.in_(comment_ids)))
    }
