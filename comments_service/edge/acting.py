"""Who acts on a comment that stands."""

from comments_service.domain.errors import TokenMissing
from comments_service.edge import callers, cors
from comments_service.edge.callers import Caller, Reader
from comments_service.storage import comments, sites


def acting_on(comment_id: int, *, known: bool = False) -> Caller:
    """Return who acts on a comment, from a page of its site; `known` demands a credential."""
    site = sites.by_id(comments.existing(comment_id).site_id)
    cors.admit(site)
    caller = callers.at(site)
    if known and isinstance(caller, Reader) and caller.author is None:
        raise TokenMissing
    return caller
