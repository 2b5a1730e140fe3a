"""Decide about a comment, and take a decision back."""

from dataclasses import dataclass

from ..domain import ruling
from ..domain.errors import CommentGone, NothingToUndo
from ..storage import authors, comments, decisions, outbox, reports
from ..storage.authors import Subject
from ..storage.comments import Locked
from ..storage.db import restarting, transaction
from ..storage.models import Comment
from . import clock
from .acting import Charge
from .editing import stale


@dataclass(frozen=True)
class Ruling:
    """A decision about a comment as its text stood at `version`."""

    action: str
    reason: str
    version: int


@restarting
def decide(comment_id: int, by: Subject, wanted: Ruling, *, charge: Charge) -> None:
    """Give a comment the status that was decided, and answer its open reports.

    Refuses a text that has changed since (`VersionStale`) and what its author has deleted
    (`CommentGone`). Deciding the same again changes nothing.
    """
    with transaction():
        found = locked(comment_id)
        comment = found.comment
        if comment.version != wanted.version:
            raise stale(comment)
        if stands(comment, wanted):
            return
        charge("moderate")
        before, now = comment.status, clock.now()
        moderator = authors.of_subject(comment.site_id, by, now)
        comments.move(found.article, comment, ruling.STATUS[wanted.action], now=now)
        decision = decisions.add(
            comment, moderator, wanted.action, before=before, reason=wanted.reason, now=now
        )
        reports.close(comment, decision.id)
        outbox.record(f"comment.{comment.status}", comment, at=now)


def locked(comment_id: int) -> Locked:
    """Lock what a moderator may act on: no decision brings back what its author deleted."""
    found = comments.lock(comment_id)
    if found.comment.status == "deleted":
        raise CommentGone
    return found


def stands(comment: Comment, wanted: Ruling) -> bool:
    last = decisions.standing(comment.id)
    if last is None or comment.report_count or last.decision.status_after != comment.status:
        return False
    return wanted == Ruling(last.decision.action, last.reason, last.decision.comment_version)


@restarting
def undo(comment_id: int, by: Subject, *, charge: Charge) -> None:
    """Take the standing decision back, and open again the reports that it answered.

    Refuses (`NothingToUndo`) a comment about which nothing stands.
    """
    with transaction():
        found = locked(comment_id)
        comment = found.comment
        last = decisions.standing(comment.id)
        if last is None:
            raise NothingToUndo
        charge("moderate")
        decision, before, now = last.decision, comment.status, clock.now()
        moderator = authors.of_subject(comment.site_id, by, now)
        edited = comment.version != decision.comment_version
        back = ruling.restored(decision.status_before, edited=edited)
        comments.move(found.article, comment, back, now=now)
        decisions.add(
            comment, moderator, "undo", before=before, reason="", now=now, reverses=decision
        )
        reports.reopen(comment, decision.id)
        outbox.record(f"comment.{comment.status}", comment, at=now)
