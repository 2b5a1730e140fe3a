"""Who may see and change a comment as its author."""

from comments_service.domain import errors
from comments_service.edge import callers, cors
from comments_service.edge.acting import as_if_absent
from comments_service.storage import comments, sites
from comments_service.storage.db import snapshot
from comments_service.storage.models import Comment, Site

# What `readable` refuses with.
UNREADABLE = (
    errors.TokenMissing,
    errors.TokenInvalid,
    errors.NotYours,
    errors.CommentUnknown,
    errors.CommentGone,
)


def readable(comment_id: int) -> Comment:
    """Return a comment to its author or to a moderator."""
    with snapshot():
        comment = comments.existing(comment_id)
        with as_if_absent(comment):
            callers.may_read_text(comment, _admitted(comment))
    return comment


def author_at(comment_id: int) -> tuple[callers.Reader, int]:
    """Return the known reader who wants to change this comment, and their author id."""
    with snapshot():
        comment = comments.existing(comment_id)
        with as_if_absent(comment):
            return callers.somebody(_admitted(comment))


def _admitted(comment: Comment) -> Site:
    site = sites.by_id(comment.site_id)
    cors.admit(site)
    return site
