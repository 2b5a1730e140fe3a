"""Decide about a comment, and take a decision back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from comments_service.actions import clock
from comments_service.actions.acting import Charge
from comments_service.actions.editing import stale
from comments_service.domain import ruling
from comments_service.domain.errors import CommentGone, DecidedMeanwhile, NothingToUndo
from comments_service.storage import appeals, authors, comments, decisions, outbox, reports
from comments_service.storage.authors import Subject
from comments_service.storage.comments import Locked
from comments_service.storage.db import restarting, transaction
from comments_service.storage.decisions import Act, Entry
from comments_service.storage.models import Comment, Decision

UNDONE_WITHIN = timedelta(hours=24)


@dataclass(frozen=True)
class Ruling:
    """A decision about a comment as its text stood at `version`."""

    action: str
    reason: str
    version: int
    rule: str | None = None
    # By a machine, without a person.
    automated: bool = False


@restarting
def decide(
    comment_id: int, by: Subject, wanted: Ruling, *, charge: Charge, seen: int | None = None
) -> int:
    """Give a comment the status that was decided, and answer its open reports.

    Returns the id of the decision that stands; deciding the same again changes nothing.
    Refuses a text that has changed since (`VersionStale`), what its author has deleted
    (`CommentGone`) and, to who says which decision they have `seen` (0 for none), what a
    colleague has decided since (`DecidedMeanwhile`).
    """
    with transaction():
        found = locked(comment_id)
        comment = found.comment
        if comment.version != wanted.version:
            raise stale(comment)
        last = decisions.standing(comment.id)
        if last is not None and stands(last, comment, wanted) and knows(last, by, seen):
            return last.decision.id
        refuse_unseen(last, seen)
        charge("moderate")
        return ruled(found, by, wanted).id


def ruled(found: Locked, by: Subject, wanted: Ruling, *, appeal: bool = False) -> Decision:
    """Do what was decided, inside the transaction that is open."""
    comment, before, now = found.comment, found.comment.status, clock.now()
    known = ground_of(comment)
    moderator = authors.of_subject(comment.site_id, by, now)
    comments.move(found.article, comment, ruling.STATUS[wanted.action], now=now)
    act = Act(
        wanted.action,
        before,
        comment.status,
        reason=wanted.reason,
        rule=ruling.rule_of(wanted.action, wanted.rule),
        automated=wanted.automated,
        appeal=appeal,
        **known,
    )
    decision = decisions.add(comment, moderator, act, now)
    reports.close(comment, decision.id)
    appeals.close(comment, decision.id)
    outbox.record(f"comment.{comment.status}", comment, at=now)
    return decision


def ground_of(comment: Comment) -> dict[str, Any]:
    """Say what a decision about a comment had before it: what held it, and who reported it."""
    held = comment.reasons if comment.status == "held" else []
    return {
        "facts": ruling.facts(held, reports.reasons(comment)),
        "notice": comment.report_count > 0,
        "detected": not ruling.SET.issuperset(held),
    }


def locked(comment_id: int) -> Locked:
    """Lock what a moderator may act on: no decision brings back what its author deleted."""
    found = comments.lock(comment_id)
    if found.comment.status == "deleted":
        raise CommentGone
    return found


def stands(last: Entry, comment: Comment, wanted: Ruling) -> bool:
    if comment.report_count or last.decision.status_after != comment.status:
        return False
    made = last.decision
    asked = (
        wanted.action,
        wanted.reason,
        wanted.version,
        ruling.rule_of(wanted.action, wanted.rule),
    )
    return asked == (made.action, last.reason, made.comment_version, made.rule)


def knows(last: Entry, by: Subject, seen: int | None) -> bool:
    """Whether who decides the same again has taken this decision, or has seen it."""
    return seen in {None, last.decision.id} or (by.issuer, by.subject) == (
        last.moderator.issuer,
        last.moderator.subject,
    )


def refuse_unseen(last: Entry | None, seen: int | None) -> None:
    """Refuse (`DecidedMeanwhile`) who has not seen the decision that stands now."""
    if seen is None or seen == (last.decision.id if last else 0):
        return
    if last is None:
        raise DecidedMeanwhile("The decision that stood was taken back meanwhile")
    now = ruling.STATUS[last.decision.action]
    raise DecidedMeanwhile(f"{last.moderator.name} has decided: the comment is {now} now")


@restarting
def undo(comment_id: int, by: Subject, *, charge: Charge, seen: int | None = None) -> None:
    """Take the standing decision back, and open again the reports that it answered.

    Refuses (`NothingToUndo`) what has stood for a day, and a comment about which nothing stands,
    and, to who says which decision they have `seen`, any other (`DecidedMeanwhile`).
    """
    with transaction():
        found = locked(comment_id)
        comment = found.comment
        last = decisions.standing(comment.id)
        if last is None:
            raise NothingToUndo
        refuse_unseen(last, seen)
        refuse_old(last.decision.created_at)
        charge("moderate")
        take_back(found, by, last)


def take_back(found: Locked, by: Subject, last: Entry) -> None:
    """Undo the decision that stands, inside the transaction that is open."""
    comment, decision, now = found.comment, last.decision, clock.now()
    before, edited = comment.status, comment.version != decision.comment_version
    moderator = authors.of_subject(comment.site_id, by, now)
    back = ruling.restored(decision.status_before, edited=edited)
    comments.move(found.article, comment, back, now=now)
    act = Act("undo", before, comment.status, reverses=decision)
    undoing = decisions.add(comment, moderator, act, now)
    reports.reopen(comment, decision.id)
    appeals.undone(decision.id, undoing.id)
    outbox.record(f"comment.{comment.status}", comment, at=now)


def refuse_old(decided_at: datetime) -> None:
    """Refuses (`NothingToUndo`) what its author has been told of, and may have acted on."""
    if clock.now() - decided_at > UNDONE_WITHIN:
        raise NothingToUndo("It is older than 24 hours; please decide anew")
