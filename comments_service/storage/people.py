"""One author as moderators know them: what became of what they wrote and of what they reported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from comments_service.domain import cursor as cursors
from comments_service.domain.errors import AuthorUnknown
from comments_service.storage import authors, bans, notes, queues, urgency
from comments_service.storage.db import db
from comments_service.storage.models import Author, Comment, Decision, Report
from comments_service.storage.notes import Written

HISTORY = 21
# Further back nothing is counted: what a page costs must not depend on how much they wrote.
MOST_COUNTED = 1000
STATUSES = ("published", "held", "rejected", "spam", "deleted")


@dataclass(frozen=True)
class Reporting:
    """Of the reports that somebody made: how many there are, were answered, and were upheld.

    `weight` is that of their next report, in hundredths of one by somebody unknown.
    """

    made: int
    answered: int
    upheld: int
    weight: int

    @property
    def wrong(self) -> int:
        return self.answered - self.upheld


@dataclass(frozen=True)
class Person:
    """`reported` is how many of their comments somebody has reported."""

    author: Author
    counts: Mapping[str, int]
    reported: int
    reporting: Reporting
    bans: Sequence[bans.Entry]
    notes: Sequence[Written]

    @property
    def approval(self) -> float | None:
        """Which part of what was decided about, or passed, is published."""
        out = self.counts["published"]
        away = self.counts["rejected"] + self.counts["spam"]
        return round(out / (out + away), 3) if out + away else None


def of(author_id: int) -> Person:
    """Refuses (`AuthorUnknown`) an id of none."""
    author = authors.get(author_id)
    if author is None:
        raise AuthorUnknown
    return Person(
        author,
        outcomes(author_id),
        reported(author_id),
        reporting(author_id),
        bans.of_author(author_id),
        notes.of(author_id),
    )


def outcomes(author_id: int) -> Mapping[str, int]:
    last = newest(author_id).subquery()
    asked = select(last.c.status, func.count()).group_by(last.c.status)
    found: Mapping[str, int] = dict(db.session.execute(asked).all())
    return {status: found.get(status, 0) for status in STATUSES}


def reported(author_id: int) -> int:
    last = newest(author_id).subquery()
    asked = select(func.count(Report.comment_id.distinct())).join(
        last, last.c.id == Report.comment_id
    )
    return db.session.scalar(asked) or 0


def newest(author_id: int) -> Any:
    asked = select(Comment.id, Comment.status).where(Comment.author_id == author_id)
    return asked.order_by(Comment.id.desc()).limit(MOST_COUNTED)


def reporting(author_id: int) -> Reporting:
    asked = (
        select(Report.id, Decision.status_after)
        .outerjoin(Decision, Decision.id == Report.closed_by)
        .where(Report.author_id == author_id)
        .order_by(Report.id.desc())
        .limit(MOST_COUNTED)
    )
    answers = [row.status_after for row in db.session.execute(asked)]
    answered = [one for one in answers if one is not None]
    upheld = [one for one in answered if one in urgency.PUT_AWAY]
    weight = urgency.trust_in(author_id)
    return Reporting(len(answers), len(answered), len(upheld), weight)


def history(author_id: int, *, limit: int, cursor: str | None = None) -> queues.Page:
    """Read what an author has written, the newest first, whatever became of it."""
    asked = select(Comment.id).where(Comment.author_id == author_id)
    if cursor is not None:
        asked = asked.where(Comment.id < cursors.read_list(cursor, HISTORY, author_id).id)
    found = db.session.scalars(asked.order_by(Comment.id.desc()).limit(limit + 1)).all()
    items = queues.items_of(found[:limit])
    if len(found) <= limit:
        return queues.Page(items, None)
    place = cursors.Place(0, 0, found[limit - 1])
    return queues.Page(items, cursors.write_list(HISTORY, author_id, place))
