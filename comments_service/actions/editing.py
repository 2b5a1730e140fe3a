"""Change or delete one's own comment."""

from collections.abc import Callable
from datetime import datetime, timedelta

from comments_service.actions import clock, judging
from comments_service.actions.acting import STAFF
from comments_service.actions.judging import Case, Signs
from comments_service.domain import text
from comments_service.domain.errors import (
    CommentGone,
    CommentUnknown,
    EditClosed,
    NotYours,
    VersionStale,
)
from comments_service.storage import (
    articles,
    authors,
    bans,
    comments,
    decisions,
    outbox,
    policies,
)
from comments_service.storage.comments import Locked
from comments_service.storage.db import restarting, transaction
from comments_service.storage.models import Author, Comment
from comments_service.storage.policies import Terms


@restarting
def edit(
    comment_id: int,
    author_id: int,
    raw: str,
    version: int,
    *,
    window: timedelta,
    charge: Callable[[str], None],
) -> Locked:
    """Replace a comment's text; it is judged like a new one.

    Refuses a version that is not the newest (`VersionStale`), and what is somebody
    else's, deleted, or older than `window`.
    """
    rendered = text.render(raw)
    with transaction():
        found = comments.lock(comment_id)
        author = own(found.comment, author_id, window)
        if found.comment.version != version:
            raise stale(found.comment)
        charge("edit")
        if rendered.text != found.comment.text:
            change(found, author, rendered)
        return found


def change(found: Locked, editor: Author, rendered: text.Rendered) -> None:
    article, comment = found.article, found.comment
    now = clock.now()
    terms = policies.of_site(comment.site_id).terms(article)
    signs = admitted(comment, terms, now)
    case = Case(terms, rendered, comment.site_id, None, editor.id, now, signs, comment.id)
    judged = judging.judge_edit(
        case,
        comment.status,
        trusted=comment.author_kind in STAFF,
        redacted=decisions.has_redacted(comment),
    )
    comments.edit(
        comment, editor, text=rendered.text, html=rendered.html, policy=text.POLICY, now=now
    )
    if comment.status == judged.status == "published":
        articles.touch(article)
    comment.reasons, comment.sameness = judged.codes, judged.sameness
    comment.spamness = judged.spamness
    judging.keep(comment, judged, at=now)
    comments.move(article, comment, judged.status, now=now)
    outbox.record("comment.edited", comment, at=now)


def admitted(comment: Comment, terms: Terms, now: datetime) -> Signs:
    """Refuses (`Banned`) an author who may not write any more; a deletion is always welcome."""
    banned = bans.at(comment.site_id, terms.bans_version, now)
    banned.refuse(comment.author_id, now)
    here = banned.find("network", comment.network, now) if comment.network else None
    return Signs(banned_until=here.ends_at) if here else judging.NONE


@restarting
def delete(
    comment_id: int, author_id: int, *, window: timedelta, charge: Callable[[str], None]
) -> None:
    """Delete one's own comment, inside `window`; deleting it again changes nothing."""
    with transaction():
        found = comments.lock(comment_id)
        if found.comment.status == "deleted" and found.comment.author_id == author_id:
            return
        own(found.comment, author_id, window)
        charge("edit")
        now = clock.now()
        found.comment.deleted_at = now
        comments.move(found.article, found.comment, "deleted", now=now)
        outbox.record("comment.deleted", found.comment, at=now)


def own(comment: Comment, author_id: int, window: timedelta) -> Author:
    """Return the author who may change this comment now."""
    refuse_but_to_author(comment, author_id)
    author = authors.get(author_id)
    if author is None:
        raise CommentUnknown
    if clock.now() > editable_until(comment, window):
        raise EditClosed
    return author


def refuse_but_to_author(comment: Comment, author_id: int) -> None:
    """Refuses what is somebody else's (`NotYours`; as absent unless published) or deleted."""
    if comment.author_id != author_id:
        raise NotYours if comment.status == "published" else CommentUnknown
    if comment.status == "deleted":
        raise CommentGone


def editable_until(comment: Comment, window: timedelta) -> datetime:
    return comment.created_at + window


def stale(comment: Comment) -> VersionStale:
    newest = f"the newest version is {comment.version}"
    return VersionStale(f"The comment has been changed: {newest}", errors={"version": [newest]})
