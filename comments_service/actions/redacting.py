"""Take something out of somebody else's text."""

from comments_service.actions import clock
from comments_service.actions.acting import Charge
from comments_service.actions.editing import stale
from comments_service.actions.moderating import locked
from comments_service.domain import text
from comments_service.storage import articles, authors, comments, decisions, outbox
from comments_service.storage.authors import Subject
from comments_service.storage.db import restarting, transaction


@restarting
def redact(comment_id: int, by: Subject, raw: str, version: int, *, charge: Charge) -> None:
    """Replace a comment's text under its author's name; what it was is kept as a revision.

    Refuses a version that is not the newest (`VersionStale`).
    """
    rendered = text.render(raw)
    with transaction():
        found = locked(comment_id)
        article, comment = found.article, found.comment
        if comment.version != version:
            raise stale(comment)
        if rendered.text == comment.text:
            return
        charge("moderate")
        now = clock.now()
        moderator = authors.of_subject(comment.site_id, by, now)
        # Recorded first: a decision names the version that it was taken about.
        decisions.add(comment, moderator, "redact", before=comment.status, reason="", now=now)
        comments.edit(
            comment, moderator, text=rendered.text, html=rendered.html, policy=text.POLICY, now=now
        )
        if comment.status == "published":
            articles.touch(article)
        outbox.record("comment.edited", comment, at=now)
