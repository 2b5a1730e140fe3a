"""Sign in at the desk by a link that works once, and out again."""

import secrets
from datetime import timedelta

from comments_service.actions import clock
from comments_service.domain import keys
from comments_service.domain.errors import LinkUsed
from comments_service.storage import moderators
from comments_service.storage.db import restarting, transaction

SESSION_LIFETIME = timedelta(days=30)
# A session is prolonged at most once in so long: not every act need write it.
PROLONGED_AFTER = timedelta(days=1)


@restarting
def sign_in(link: str) -> str:
    """Consume a link and return the token of a new session; only its hash is kept.

    Refuses (`LinkUsed`) a link that was used or has run out.
    """
    token = secrets.token_urlsafe(32)
    with transaction():
        moderator = moderators.use_link(keys.fingerprint(link), clock.now())
        if moderator is None:
            raise LinkUsed
        moderators.add_session(moderator, keys.fingerprint(token), clock.now() + SESSION_LIFETIME)
    return token


@restarting
def prolong(session: str) -> None:
    with transaction():
        moderators.prolong(session, clock.now() + SESSION_LIFETIME)


@restarting
def sign_out(session: str) -> None:
    with transaction():
        moderators.end_session(session)
