"""One row per request that asked to be done once."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from comments_service.domain.errors import KeyInProgress, KeyReused
from comments_service.storage import engines
from comments_service.storage.db import Base, connection, db
from comments_service.storage.models import Idempotency


@dataclass(frozen=True)
class Key:
    """A caller's Idempotency-Key, whose scope it is in, and a digest of the body it came with."""

    scope: str
    key: str
    body_digest: str


def claim(key: Key, now: datetime) -> Idempotency | None:
    """Take the key, or return what the first request with it made.

    A second request waits on the unique index until the first has ended, and then sees
    its row. Refuses a key that came with another body (`KeyReused`), and one whose first
    request outlasts the lock timeout (`KeyInProgress`).
    """
    given = {**asdict(key), "made_guest": False, "created_at": now}
    try:
        taken = connection().execute(CLAIM[connection().dialect.name], given).first()
    except DBAPIError as error:
        if engines.is_lock_timeout(error):
            raise KeyInProgress(retry_after=1) from error
        raise
    return None if taken else replayed(key)


def replayed(key: Key) -> Idempotency:
    first = find(key)
    if first is None or first.comment_id is None:
        raise KeyInProgress(retry_after=1)
    if first.body_digest != key.body_digest:
        raise KeyReused
    return first


def find(key: Key) -> Idempotency | None:
    return db.session.scalar(
        select(Idempotency).where(Idempotency.scope == key.scope, Idempotency.key == key.key)
    )


def remember(key: Key, comment_id: int, *, made_guest: bool) -> None:
    made = {"comment_id": comment_id, "made_guest": made_guest}
    connection().execute(REMEMBER, {"of_scope": key.scope, "of_key": key.key, **made})


TABLE = Base.metadata.tables["idempotency"]
CLAIM = {
    "sqlite": sqlite.insert(TABLE).on_conflict_do_nothing().returning(TABLE.c.key),
    "postgresql": postgresql.insert(TABLE).on_conflict_do_nothing().returning(TABLE.c.key),
}
REMEMBER = (
    update(TABLE)
    .where(TABLE.c.scope == bindparam("of_scope"), TABLE.c.key == bindparam("of_key"))
    .values(comment_id=bindparam("comment_id"), made_guest=bindparam("made_guest"))
)
