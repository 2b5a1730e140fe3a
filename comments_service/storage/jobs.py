"""Work for the background, from when it is asked for until its result is read."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from comments_service.domain.errors import JobUnknown
from comments_service.storage.db import db
from comments_service.storage.models import Job


def add(site_id: int, kind: str, settings: Mapping[str, Any], now: datetime) -> Job:
    made = Job(site_id=site_id, kind=kind, settings=dict(settings), created_at=now)
    db.session.add(made)
    db.session.flush()
    return made


def existing(job_id: int) -> Job:
    """Refuses (`JobUnknown`) an id of none."""
    found = db.session.get(Job, job_id)
    if found is None:
        raise JobUnknown
    return found


def last(site_id: int, kind: str, most: int) -> list[Job]:
    asked = select(Job).where(Job.site_id == site_id, Job.kind == kind)
    return list(db.session.scalars(asked.order_by(Job.id.desc()).limit(most)))


def next_one() -> Job | None:
    """Return the oldest that is not done.

    One that is `running` was left behind by a process that ended, since only one works at them.
    """
    asked = select(Job).where(Job.state.in_(["running", "waiting"])).order_by(Job.id).limit(1)
    return db.session.scalar(asked)
