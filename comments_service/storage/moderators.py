"""Who may use the desk, their one-time links and their sessions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from comments_service.storage.db import db
from comments_service.storage.models import DeskSession, Moderator, SignIn

# Who vouches for a moderator at the desk, as an author.
ISSUER = "desk"


def by_name(name: str) -> Moderator | None:
    return db.session.scalar(select(Moderator).where(Moderator.name == name))


def get(moderator_id: int) -> Moderator | None:
    return db.session.get(Moderator, moderator_id)


def of(site_id: int) -> Sequence[Moderator]:
    """Return who moderates a site, or all of them."""
    reaches = Moderator.site_id.is_(None) | (Moderator.site_id == site_id)
    asked = select(Moderator).where(reaches, Moderator.revoked_at.is_(None))
    return db.session.scalars(asked.order_by(Moderator.id)).all()


def add(name: str, site_id: int | None, role: str, now: datetime) -> Moderator:
    moderator = Moderator(name=name, site_id=site_id, role=role, created_at=now)
    db.session.add(moderator)
    db.session.flush()
    return moderator


def add_link(moderator: Moderator, digest: str, expires_at: datetime) -> None:
    db.session.add(SignIn(digest=digest, moderator_id=moderator.id, expires_at=expires_at))


def use_link(digest: str, now: datetime) -> Moderator | None:
    """Consume a one-time link; of two who use it at once one is given `None`."""
    taken = delete(SignIn).where(SignIn.digest == digest, SignIn.expires_at > now)
    moderator_id = db.session.scalar(taken.returning(SignIn.moderator_id))
    return active(moderator_id) if moderator_id is not None else None


def active(moderator_id: int) -> Moderator | None:
    moderator = get(moderator_id)
    return moderator if moderator and moderator.revoked_at is None else None


def add_session(moderator: Moderator, digest: str, expires_at: datetime) -> None:
    db.session.add(DeskSession(digest=digest, moderator_id=moderator.id, expires_at=expires_at))


def session(digest: str, now: datetime) -> tuple[Moderator, DeskSession] | None:
    found = db.session.get(DeskSession, digest)
    if found is None or found.expires_at <= now:
        return None
    moderator = active(found.moderator_id)
    return (moderator, found) if moderator else None


def prolong(digest: str, expires_at: datetime) -> None:
    kept = update(DeskSession).where(DeskSession.digest == digest)
    db.session.execute(kept.values(expires_at=expires_at))


def end_session(digest: str) -> None:
    db.session.execute(delete(DeskSession).where(DeskSession.digest == digest))
