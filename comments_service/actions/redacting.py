"""Take something out of somebody else's text."""

from comments_service.actions import clock
from comments_service.actions.acting import Charge
from comments_service.actions.editing import stale
from comments_service.actions.moderating import locked
from comments_service.domain import text
from comments_service.storage import articles, authors, comments, decisions, outbox
from comments_service.storage.authors import Subject
from comments_service.storage.db import restarting, transaction
from comments_service.storage.decisions import Act
from comments_service.storage.models import Comment, Decision


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
        act = Act("redact", comment.status, comment.status, reverses=undone(comment, rendered.text))
        decisions.add(comment, moderator, act, now)
        comments.edit(
            comment, moderator, text=rendered.text, html=rendered.html, policy=text.POLICY, now=now
        )
        if comment.status == "published":
            articles.touch(article)
        outbox.record("comment.edited", comment, at=now)


def undone(comment: Comment, text: str) -> Decision | None:
    """Return the redaction that is taken back by the text that stood before it."""
    last = decisions.last(comment, "redact")
    if last is None or last.comment_version is None:
        return None
    return last if comments.text_at(comment, last.comment_version) == text else None
