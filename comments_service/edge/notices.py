"""A notice of illegal content, whichever door it comes in by."""

from comments_service.domain import keys, notices
from comments_service.domain.errors import CommentUnknown, NotFound
from comments_service.edge import links
from comments_service.storage import notices as kept
from comments_service.storage.notices import Received

EXPLANATION_CHARACTERS = 10_000
RECEIPT_CHARACTERS = 64


def comment_at(address: str) -> int:
    """Refuses (`CommentUnknown`) an address that leads to no comment."""
    found = notices.comment_at(address, links.base())
    if found is None:
        raise CommentUnknown("This address leads to no comment")
    return found


def received(receipt: str) -> Received:
    """Refuses (`NotFound`) a receipt of none; inside a snapshot."""
    found = kept.by_digest(keys.fingerprint(receipt))
    if found is None:
        raise NotFound("There is no such notice")
    return found


def page(receipt: str) -> str:
    """Return the address at which it is told what became of a notice."""
    return links.to(f"/notice/{receipt}")
