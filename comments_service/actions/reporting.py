"""Report a comment to the site's moderators."""

from dataclasses import dataclass

from comments_service.actions import acting, clock
from comments_service.actions.acting import Charge, Who
from comments_service.domain.errors import CommentUnknown
from comments_service.storage import bans, comments, outbox, policies, reports
from comments_service.storage.db import restarting, transaction
from comments_service.storage.models import Author

REASONS = ("spam", "abuse", "off_topic", "illegal", "personal_data", "other")


@dataclass(frozen=True)
class Reported:
    reporter: Author
    made_guest: bool


@restarting
def report(
    comment_id: int, who: Who, reason: str, detail: str | None, *, charge: Charge
) -> Reported:
    """Report a published comment; a second report by the same reader changes nothing."""
    with transaction():
        found = comments.lock(comment_id)
        if found.comment.status != "published":
            raise CommentUnknown
        reporter, made = acting.author_of(who, found.comment.site_id)
        now = clock.now()
        decided = policies.of_site(found.comment.site_id)
        bans.at(found.comment.site_id, decided.bans_version, now).refuse(reporter.id, now)
        charge("report")
        if reports.add(found.comment, reporter, reason, detail, now):
            outbox.record("comment.reported", found.comment, at=now)
        return Reported(reporter, made)
