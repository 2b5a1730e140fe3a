"""Who acts on a comment that stands."""

from ..domain.errors import TokenMissing
from ..storage import comments, sites
from . import callers, cors
from .callers import Caller, Reader


def acting_on(comment_id: int, *, known: bool = False) -> Caller:
    """Return who acts on a comment, from a page of its site; `known` demands a credential."""
    site = sites.by_id(comments.existing(comment_id).site_id)
    cors.admit(site)
    caller = callers.at(site)
    if known and isinstance(caller, Reader) and caller.author is None:
        raise TokenMissing
    return caller
