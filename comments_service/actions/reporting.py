"""Report a comment to the site's moderators."""

from dataclasses import dataclass
from datetime import datetime

from comments_service.actions import acting, clock
from comments_service.actions.acting import STAFF, Charge, Who
from comments_service.domain import priority
from comments_service.domain.errors import CommentUnknown
from comments_service.domain.policy import Policy
from comments_service.domain.verdict import Reason
from comments_service.storage import (
    bans,
    comments,
    decisions,
    findings,
    outbox,
    policies,
    reports,
    urgency,
)
from comments_service.storage.comments import Locked
from comments_service.storage.db import restarting, transaction
from comments_service.storage.models import Author, Comment

REASONS = ("spam", "abuse", "off_topic", "illegal", "personal_data", "other")


@dataclass(frozen=True)
class Reported:
    reporter: Author
    made_guest: bool


@restarting
def report(
    comment_id: int,
    who: Who,
    reason: str,
    detail: str | None,
    *,
    network: str | None,
    charge: Charge,
) -> Reported:
    """Report a published comment; a second report by the same reader changes nothing.

    `network` is the digest of a reader's: guests of one network have one voice together.
    """
    with transaction():
        found = comments.lock(comment_id)
        if found.comment.status != "published":
            raise CommentUnknown
        reporter, made = acting.author_of(who, found.comment.site_id)
        now = clock.now()
        decided = policies.of_site(found.comment.site_id)
        bans.at(found.comment.site_id, decided.bans_version, now).refuse(reporter.id, now)
        charge("report")
        if reports.add(found.comment, reporter, reason, detail, network=network, now=now):
            outbox.record("comment.reported", found.comment, at=now)
            hold_if_enough(found, decided.over(found.article), now)
        return Reported(reporter, made)


def hold_if_enough(found: Locked, rules: Policy, now: datetime) -> None:
    """Hold what enough readers have reported, unless a moderator has approved this very text."""
    comment = found.comment
    bound = rules.report_hold * priority.UNKNOWN
    if not bound or urgency.weight_of(comment) < bound:
        return
    if comment.author_kind in STAFF or is_approved(comment):
        return
    reason = Reason("reported", {"reports": comment.report_count})
    comment.reasons = [reason.code]
    findings.add(comment, [reason], at=now)
    comments.move(found.article, comment, "held", now=now)
    outbox.record("comment.held", comment, at=now)


def is_approved(comment: Comment) -> bool:
    last = decisions.standing(comment.id)
    made = last.decision if last else None
    return made is not None and (made.action, made.comment_version) == ("approve", comment.version)
