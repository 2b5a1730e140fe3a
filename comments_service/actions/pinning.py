"""Pin a comment to the first page of its thread, or take the pin out."""

from comments_service.actions import clock
from comments_service.actions.acting import Charge
from comments_service.actions.moderating import locked
from comments_service.domain.errors import NotPublished, TooManyPins
from comments_service.storage import articles, authors, comments, decisions, outbox
from comments_service.storage.authors import Subject
from comments_service.storage.comments import Locked
from comments_service.storage.db import restarting, transaction
from comments_service.storage.decisions import Act

MOST_PINS = 3


@restarting
def pin(comment_id: int, by: Subject, *, charge: Charge) -> None:
    """Refuses what is not published (`NotPublished`) and a fourth pin (`TooManyPins`)."""
    with transaction():
        found = locked(comment_id)
        if found.comment.status != "published":
            raise NotPublished
        if found.comment.pinned:
            return
        if comments.pins(found.article.id) >= MOST_PINS:
            raise TooManyPins
        charge("moderate")
        put(found, by, pinned=True)


@restarting
def unpin(comment_id: int, by: Subject, *, charge: Charge) -> None:
    with transaction():
        found = locked(comment_id)
        if found.comment.pinned:
            charge("moderate")
            put(found, by, pinned=False)


def put(found: Locked, by: Subject, *, pinned: bool) -> None:
    comment, now = found.comment, clock.now()
    action = "pin" if pinned else "unpin"
    moderator = authors.of_subject(comment.site_id, by, now)
    comment.pinned = pinned
    articles.touch(found.article)
    undone = None if pinned else decisions.last(comment, "pin")
    act = Act(action, comment.status, comment.status, reverses=undone)
    decisions.add(comment, moderator, act, now)
    outbox.record(f"comment.{action}ned", comment, at=now)
