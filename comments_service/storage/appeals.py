"""Appeals against decisions: their queue, and what became of each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, update

from comments_service.domain import appeals
from comments_service.domain import cursor as cursors
from comments_service.domain.errors import NotFound
from comments_service.storage import decisions, queues
from comments_service.storage.db import db
from comments_service.storage.decisions import Entry
from comments_service.storage.models import Appeal, Comment
from comments_service.storage.models.appeal import ANSWERED, OPEN
from comments_service.storage.queues import Item

# By its state, and the number of its list's cursors.
LISTS: Mapping[str, tuple[ColumnElement[bool], int]] = {
    "open": (OPEN, 21),
    "answered": (ANSWERED, 22),
}


@dataclass(frozen=True)
class Heard:
    """An appeal, the decision that it is against, and the one that answered it."""

    appeal: Appeal
    against: Entry
    answer: Entry | None

    @property
    def state(self) -> str:
        return appeals.outcome(self.answer.decision.action if self.answer else None)


@dataclass(frozen=True)
class Case:
    """An appeal with all that is known of the comment that it is about."""

    heard: Heard
    item: Item


@dataclass(frozen=True)
class Page:
    cases: Sequence[Case]
    next_cursor: str | None


def add(comment: Comment, decision_id: int, text: str, now: datetime) -> None:
    db.session.add(
        Appeal(
            site_id=comment.site_id,
            comment_id=comment.id,
            decision_id=decision_id,
            text=text,
            created_at=now,
        )
    )


def against(decision_id: int) -> Appeal | None:
    return db.session.scalar(select(Appeal).where(Appeal.decision_id == decision_id))


def existing(appeal_id: int) -> Appeal:
    """Refuses (`NotFound`) an id of none."""
    found = db.session.get(Appeal, appeal_id)
    if found is None:
        raise NotFound("There is no such appeal")
    return found


def locked(appeal_id: int) -> Appeal:
    """Read an appeal as it is now that its comment is locked."""
    db.session.expire(existing(appeal_id))
    return existing(appeal_id)


def close(comment: Comment, decision_id: int) -> None:
    """Answer the open appeals of a comment by the decision that has published it."""
    if comment.status == "published":
        answered = update(Appeal).where(Appeal.comment_id == comment.id, OPEN)
        db.session.execute(answered.values(answer_id=decision_id))


def answer(appeal: Appeal, decision_id: int) -> None:
    appeal.answer_id = decision_id


def undone(decision_id: int, undoing_id: int) -> None:
    """Open again what a decision had answered; what was against it is answered by its undoing."""
    answered = update(Appeal).where(Appeal.answer_id == decision_id)
    db.session.execute(answered.values(answer_id=None))
    closed = update(Appeal).where(Appeal.decision_id == decision_id, OPEN)
    db.session.execute(closed.values(answer_id=undoing_id))


def last_of(comment_ids: Collection[int]) -> Mapping[int, Heard]:
    """Return the newest appeal of each comment that has one."""
    newest = select(func.max(Appeal.id)).where(Appeal.comment_id.in_(comment_ids))
    asked = select(Appeal).where(Appeal.id.in_(newest.group_by(Appeal.comment_id)))
    return {one.appeal.comment_id: one for one in heard(asked)}


def heard(asked: Select[Any]) -> list[Heard]:
    rows = db.session.scalars(asked).all()
    ids = {number for row in rows for number in (row.decision_id, row.answer_id) if number}
    known = decisions.by_id(ids)
    return [
        Heard(row, known[row.decision_id], known[row.answer_id] if row.answer_id else None)
        for row in rows
    ]


def page(site_id: int, state: str, *, limit: int, cursor: str | None = None) -> Page:
    """Read a site's appeals: open ones in the order in which they came, else the newest first."""
    condition, number = LISTS[state]
    # What its author has deleted since is nobody's to decide.
    asked = select(Appeal).join(Comment, Comment.id == Appeal.comment_id)
    asked = asked.where(Appeal.site_id == site_id, condition, Comment.status != "deleted")
    order = Appeal.id if state == "open" else Appeal.id.desc()
    if cursor is not None:
        last = cursors.read_list(cursor, number, site_id).id
        asked = asked.where(Appeal.id > last if state == "open" else Appeal.id < last)
    found = heard(asked.order_by(order).limit(limit + 1))
    cases = with_items(found[:limit])
    if len(found) <= limit:
        return Page(cases, None)
    place = cursors.Place(0, 0, found[limit - 1].appeal.id)
    return Page(cases, cursors.write_list(number, site_id, place))


def case(appeal_id: int) -> Case:
    (found,) = with_items(heard(select(Appeal).where(Appeal.id == appeal_id)))
    return found


def with_items(found: Sequence[Heard]) -> list[Case]:
    items = queues.items_of(list(dict.fromkeys(one.appeal.comment_id for one in found)))
    by_id = {item.comment.id: item for item in items}
    return [Case(one, by_id[one.appeal.comment_id]) for one in found]
