"""What readers have written on a site, from the oldest on, without the names of who wrote it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from typing import Any

from sqlalchemy import Select, func, select, tuple_

from comments_service.storage import decisions
from comments_service.storage.db import db, snapshot
from comments_service.storage.models import Comment

STATUSES = ("published", "held", "rejected", "spam")
READERS = ("guest", "reader")
AT_ONCE = 2_000
COLUMNS = (Comment.id, Comment.created_at, Comment.status, Comment.html, Comment.spamness)
PLACE = tuple_(Comment.created_at, Comment.id)
# That a moderator has approved it says more than any number of votes.
APPROVAL = 1_000_000


@dataclass(frozen=True, slots=True)
class Past:
    id: int
    created_at: datetime
    status: str
    html: str
    spamness: int | None


def count(site_id: int, since: datetime) -> int:
    asked = select(func.count()).where(Comment.site_id == site_id, Comment.created_at >= since)
    return db.session.scalar(asked.where(Comment.status.in_(STATUSES))) or 0


def walk(site_id: int, since: datetime) -> Iterator[Past]:
    """Yield comments in the order of their time, in snapshots of a few thousand of them."""
    parts = (of_status(site_id, status, since) for status in STATUSES)
    return merge(*parts, key=lambda past: (past.created_at, past.id))


def of_status(site_id: int, status: str, since: datetime) -> Iterator[Past]:
    after = (since, 0)
    while True:
        with snapshot():
            rows = db.session.execute(page(site_id, status, after)).all()
        yield from (Past(*row[:5]) for row in rows if row.author_kind in READERS)
        if len(rows) < AT_ONCE:
            return
        after = (rows[-1].created_at, rows[-1].id)


def page(site_id: int, status: str, after: tuple[datetime, int]) -> Select[*tuple[Any, ...]]:
    types = [Comment.created_at.type, Comment.id.type]
    return (
        select(*COLUMNS, Comment.author_kind)
        .where(Comment.site_id == site_id, Comment.status == status)
        .where(tuple_(*after, types=types) < PLACE)
        .order_by(Comment.created_at, Comment.id)
        .limit(AT_ONCE)
    )


def esteem(comment_ids: Collection[int]) -> Mapping[int, tuple[bool, int]]:
    """Return of each comment whether a moderator has approved it, and its votes and replies."""
    if not comment_ids:
        return {}
    asked = select(Comment.id, Comment.score + Comment.reply_count)
    liked = db.session.execute(asked.where(Comment.id.in_(comment_ids)))
    standing = decisions.standing_of(comment_ids)
    approved = {key for key, entry in standing.items() if entry.decision.action == "approve"}
    return {key: (key in approved, value) for key, value in liked}
