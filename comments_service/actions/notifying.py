"""Take a notice of illegal content, from anyone."""

import secrets

from comments_service.actions import clock
from comments_service.actions.acting import Charge
from comments_service.domain import keys, notices
from comments_service.domain.errors import CommentUnknown, Invalid
from comments_service.storage import comments, outbox
from comments_service.storage import notices as kept
from comments_service.storage.db import restarting, transaction
from comments_service.storage.notices import Given


def new_receipt() -> str:
    """Return what a notice is asked after by; only its hash is kept."""
    return secrets.token_urlsafe(16)


@restarting
def notify(comment_id: int, given: Given, receipt: str, *, charge: Charge) -> None:
    """Take a notice about a published comment; the same receipt again changes nothing.

    Refuses (`Invalid`) one that nobody stands behind, unless its ground allows for it.
    """
    refuse_nameless(given)
    digest = keys.fingerprint(receipt)
    with transaction():
        if kept.known(digest):
            return
        found = comments.lock(comment_id)
        if found.comment.status != "published":
            raise CommentUnknown
        charge("notice")
        now = clock.now()
        kept.add(found.comment, given, digest, now)
        outbox.record("comment.reported", found.comment, at=now)


def refuse_nameless(given: Given) -> None:
    if given.ground in notices.ANONYMOUS:
        return
    missing = [name for name in ("name", "email") if not getattr(given, name)]
    if missing:
        raise Invalid(errors={name: ["is needed on this ground"] for name in missing})
