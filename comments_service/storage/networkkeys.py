"""The keys that networks are digested under: shared by all nodes, and remembered by each process.

They are random, and in no way made from the secret: what is destroyed cannot be made again.
"""

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from flask import current_app
from sqlalchemy import ColumnElement, delete, select

from comments_service.domain import networks
from comments_service.storage.articles import insert_new
from comments_service.storage.db import db, snapshot
from comments_service.storage.models import NetworkKey


class Ring(NamedTuple):
    """The keys that are kept in a week, its own first."""

    week: date
    keys: Sequence[bytes]


def kept(now: datetime) -> Sequence[bytes]:
    """Return the keys, this week's first; none at all until this week has one."""
    ring = remembered()
    if ring is None or ring.week != networks.week_of(now):
        ring = remember(read(now))
    return ring.keys if ring else ()


def read(now: datetime) -> Ring | None:
    week = networks.week_of(now)
    asked = select(NetworkKey.week, NetworkKey.key).where(
        NetworkKey.week >= networks.oldest_kept(now), NetworkKey.week <= week
    )
    with snapshot():
        rows = db.session.execute(asked.order_by(NetworkKey.week.desc())).all()
    there = bool(rows) and rows[0].week == week
    return Ring(week, tuple(row.key for row in rows)) if there else None


def rotate(now: datetime) -> None:
    """Give this week a key unless it has one, and destroy those whose time is over."""
    made = {"week": networks.week_of(now), "key": secrets.token_bytes(networks.KEY_BYTES)}
    db.session.execute(insert_new(NetworkKey).values(made))
    db.session.execute(delete(NetworkKey).where(over(now)))


def over(now: datetime) -> ColumnElement[bool]:
    return NetworkKey.week < networks.oldest_kept(now)


def remembered() -> Ring | None:
    found: Ring | None = current_app.extensions.get("comments_network_keys")
    return found


def remember(ring: Ring | None) -> Ring | None:
    current_app.extensions["comments_network_keys"] = ring
    return ring
