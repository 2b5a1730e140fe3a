"""Who acts on a comment that stands."""

from collections.abc import Iterator
from contextlib import contextmanager

from comments_service.domain.errors import (
    CommentUnknown,
    NotFound,
    NotYours,
    OriginRefused,
    ScopeMissing,
    TokenInvalid,
    TokenMissing,
)
from comments_service.edge import callers, cors
from comments_service.edge.callers import Caller, Reader
from comments_service.storage import comments, sites
from comments_service.storage.models import Comment


def acting_on(comment_id: int, *, known: bool = False) -> Caller:
    """Return who acts on a comment, from a page of its site; `known` demands a credential."""
    comment = comments.existing(comment_id)
    site = sites.by_id(comment.site_id)
    with as_if_absent(comment):
        cors.admit(site)
        caller = callers.at(site)
        if known and isinstance(caller, Reader) and caller.author is None:
            raise TokenMissing
    return caller


@contextmanager
def as_if_absent(comment: Comment) -> Iterator[None]:
    """Refuse whoever is refused a comment that is not shown as if there were none.

    A credential that is asked for, or an origin that is refused, would tell that there is.
    """
    try:
        yield
    except (OriginRefused, TokenMissing, TokenInvalid, ScopeMissing, NotFound, NotYours) as error:
        if comment.shown:
            raise
        raise CommentUnknown from error
