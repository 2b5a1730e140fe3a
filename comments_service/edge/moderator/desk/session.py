"""Who is signed in at the desk: a cookie whose hash alone is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Response, request

from comments_service import config
from comments_service.actions import clock, signing
from comments_service.domain import base64url, keys
from comments_service.domain.errors import FormStale, SignedOut
from comments_service.edge import links
from comments_service.edge.moderator.access import Access
from comments_service.storage import moderators, sites
from comments_service.storage.authors import Subject
from comments_service.storage.models import Moderator, Site

PURPOSE = "desk-form"


@dataclass(frozen=True)
class Signed:
    """A moderator at work: whom they act as, which sites they see, and their session."""

    access: Access
    session: str
    expires_at: datetime
    name: str
    admin: bool
    sites: Sequence[Site]

    @property
    def form_token(self) -> str:
        """What every form of this session carries, and no other page can know."""
        mac = keys.sign(config.current().secret, PURPOSE, self.session.encode())
        return base64url.encode(mac)


def current() -> Signed:
    """Return who is signed in. Refuses (`SignedOut`)."""
    session = keys.fingerprint(request.cookies.get(cookie_name(), ""))
    found = moderators.session(session, clock.now())
    if found is None:
        raise SignedOut
    moderator, kept = found
    access = Access(who(moderator), moderator.site_id, lambda _name: None)
    return Signed(
        access=access,
        session=session,
        expires_at=kept.expires_at,
        name=moderator.name,
        admin=moderator.role == "admin",
        sites=[site for site in sites.every() if access.reaches(site.id)],
    )


def who(moderator: Moderator) -> Subject:
    return Subject("moderator", moderators.ISSUER, str(moderator.id), moderator.name)


def check(signed: Signed, token: str) -> None:
    """Refuses (`FormStale`) a form that was not made for this session."""
    try:
        mac = base64url.decode(token)
    except ValueError as error:
        raise FormStale from error
    if not keys.verify(config.current().secret, PURPOSE, signed.session.encode(), mac):
        raise FormStale


def prolong(signed: Signed, response: Response) -> Response:
    """Let a session run 30 days from its last deed; looking at a page writes nothing."""
    left = signed.expires_at - clock.now()
    if signing.SESSION_LIFETIME - left > signing.PROLONGED_AFTER:
        signing.prolong(signed.session)
        hand_out(response, request.cookies[cookie_name()])
    return response


def hand_out(response: Response, token: str) -> None:
    response.set_cookie(
        cookie_name(),
        token,
        max_age=signing.SESSION_LIFETIME,
        path="/",
        secure=by_https(),
        httponly=True,
        samesite="Strict",
    )


def take_back(response: Response) -> None:
    response.delete_cookie(
        cookie_name(), path="/", secure=by_https(), httponly=True, samesite="Strict"
    )


def cookie_name() -> str:
    # Browsers take a name with this prefix over https alone, from this very host.
    return "__Host-desk" if by_https() else "desk"


def by_https() -> bool:
    return links.base().startswith("https:")
