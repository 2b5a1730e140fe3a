"""Services' keys; only their hashes are kept."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from comments_service.storage.db import db
from comments_service.storage.models import ApiKey

# Who vouches for a service, as an author.
ISSUER = "key"
MODERATING = {"moderate", "admin"}


def get(key_id: int) -> ApiKey | None:
    return db.session.get(ApiKey, key_id)


def every() -> Sequence[ApiKey]:
    return db.session.scalars(select(ApiKey).order_by(ApiKey.id)).all()


def moderating(site_id: int) -> list[ApiKey]:
    """Return the keys by which this site is moderated."""
    reaches = ApiKey.site_id.is_(None) | (ApiKey.site_id == site_id)
    asked = select(ApiKey).where(reaches, ApiKey.revoked_at.is_(None)).order_by(ApiKey.id)
    return [key for key in db.session.scalars(asked) if MODERATING.intersection(key.scopes)]


def add(
    site_id: int | None, name: str, scopes: Sequence[str], digest: str, now: datetime
) -> ApiKey:
    key = ApiKey(site_id=site_id, name=name, scopes=list(scopes), digest=digest, created_at=now)
    db.session.add(key)
    db.session.flush()
    return key
