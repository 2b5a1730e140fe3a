"""Services' keys; only their hashes are kept."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from comments_service.storage.db import db
from comments_service.storage.models import ApiKey


def get(key_id: int) -> ApiKey | None:
    return db.session.get(ApiKey, key_id)


def every() -> Sequence[ApiKey]:
    return db.session.scalars(select(ApiKey).order_by(ApiKey.id)).all()


def add(
    site_id: int | None, name: str, scopes: Sequence[str], digest: str, now: datetime
) -> ApiKey:
    key = ApiKey(site_id=site_id, name=name, scopes=list(scopes), digest=digest, created_at=now)
    db.session.add(key)
    db.session.flush()
    return key
