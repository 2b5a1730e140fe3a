"""Forgets what nobody can need any more, in small steps.

Each step is a transaction of its own and answers how many rows it has removed: fewer
than `AT_ONCE` says that there are no more.
"""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    and_,
    delete,
    inspect,
    or_,
    select,
    tuple_,
    update,
)

from comments_service.domain import notices
from comments_service.storage import networkkeys
from comments_service.storage.db import Base, db, transaction
from comments_service.storage.models import (
    DeskSession,
    Idempotency,
    Job,
    NetworkKey,
    Notice,
    SignIn,
)

AT_ONCE = 500
# A client may ask again for as long with the same Idempotency-Key.
IDEMPOTENCY_KEPT = timedelta(days=8)
JOBS_KEPT = timedelta(days=90)


def forget_idempotency(now: datetime) -> int:
    return forget(Idempotency, Idempotency.created_at < now - IDEMPOTENCY_KEPT)


def forget_sign_ins(now: datetime) -> int:
    """Forget the links that were never used in time; those that were are gone already."""
    return forget(SignIn, SignIn.expires_at <= now)


def forget_desk_sessions(now: datetime) -> int:
    return forget(DeskSession, DeskSession.expires_at <= now)


def forget_network_keys(now: datetime) -> int:
    """Destroy the keys of weeks that are long over, also where nobody writes any more."""
    return forget(NetworkKey, networkkeys.over(now))


def forget_notifiers(now: datetime) -> int:
    """Forget who has sent a notice; the notice itself stays, for the counts of a year."""
    named = or_(Notice.name.is_not(None), Notice.email.is_not(None))
    over = and_(Notice.created_at < now - notices.KEPT, named)
    with transaction():
        some = db.session.scalars(select(Notice.id).where(over).limit(AT_ONCE)).all()
        db.session.execute(update(Notice).where(Notice.id.in_(some)).values(name=None, email=None))
        return len(some)


def forget_jobs(now: datetime) -> int:
    """Forget what was asked of the background long ago, and what it found."""
    return forget(Job, Job.created_at < now - JOBS_KEPT)


def forget(model: type[Base], over: ColumnElement[bool]) -> int:
    key = tuple_(*inspect(model).primary_key)
    some = select(*inspect(model).primary_key).where(over).limit(AT_ONCE)
    with transaction():
        done = db.session.execute(
            delete(model).where(key.in_(some)), execution_options={"synchronize_session": False}
        )
        return cast(CursorResult[Any], done).rowcount
