"""Moderators' decisions, only ever added to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, tuple_
from sqlalchemy.orm import aliased

from comments_service.domain import cursor as cursors
from comments_service.domain import ruling
from comments_service.domain.figures import Span
from comments_service.storage import chains
from comments_service.storage.db import db
from comments_service.storage.models import Article, Author, Ban, Comment, Decision, DecisionDetail

SITE_LOG, COMMENT_LOG = 8, 9
# So many are read at a time when all of them are wanted.
AT_ONCE = 500
# Also a pin or a redaction is a decision, but none that gives a comment its status.
ABOUT_STATUS = Decision.action.in_(tuple(ruling.STATUS))


@dataclass(frozen=True)
class Entry:
    """A decision with its words, who took it, what it is about and what took it back."""

    decision: Decision
    reason: str
    facts: str
    moderator: Author
    article: str | None
    reversed_by: int | None


@dataclass(frozen=True)
class Log:
    entries: list[Entry]
    next_cursor: str | None


@dataclass(frozen=True)
class Act:
    """What was done, and on what ground.

    `notice`: because somebody had reported it; `appeal`: because its author had appealed.
    """

    action: str
    before: str
    after: str
    reason: str = ""
    facts: str = ""
    rule: str | None = None
    notice: bool = False
    appeal: bool = False
    detected: bool = False
    automated: bool = False
    ends_at: datetime | None = None
    reverses: Decision | None = None


About = Comment | Article | Author | Ban


def add(about: About, moderator: Author, act: Act, now: datetime) -> Decision:
    """Record a decision at the end of its site's chain."""
    given = {
        **named(about),
        "action": act.action,
        "status_before": act.before,
        "status_after": act.after,
        "ground": ruling.GROUNDS[act.rule] if act.rule else None,
        "rule": act.rule,
        "source": source_of(act),
        "detected": act.detected,
        "automated": act.automated,
        "ends_at": act.ends_at,
        "redress": ruling.redress_of(act.before, act.after) if act.rule else None,
        "moderator_id": moderator.id,
        "reverses_id": act.reverses.id if act.reverses else None,
        "created_at": now,
    }
    return chains.append(about.site_id, given, {"reason": act.reason, "facts": act.facts})


def source_of(act: Act) -> str:
    if act.appeal:
        return "appeal"
    return "notice" if act.notice else "own"


def named(about: About) -> dict[str, Any]:
    """Say in ids what a decision is about, and how far it reaches."""
    match about:
        case Comment():
            return {"scope": "comment", "comment_id": about.id, "comment_version": about.version}
        case Article():
            return {"scope": "thread", "article_id": about.id}
        case Ban():
            return {"scope": about.kind, "author_id": about.author_id}
        case _:
            return {"scope": "author", "author_id": about.id}


def get(decision_id: int) -> Decision | None:
    return db.session.get(Decision, decision_id)


def last(about: About, action: str) -> Decision | None:
    """Return the newest decision of this kind about it, unless it was taken back."""
    wanted = [getattr(Decision, name) == number for name, number in ids_of(about).items()]
    undo = aliased(Decision)
    asked = (
        select(Decision, undo.id)
        .outerjoin(undo, undo.reverses_id == Decision.id)
        .where(*wanted, Decision.action == action)
        .order_by(Decision.id.desc())
        .limit(1)
    )
    row: Any = db.session.execute(asked).first()
    return row[0] if row and row[1] is None else None


def ids_of(about: About) -> dict[str, int]:
    return {name: number for name, number in named(about).items() if name.endswith("_id")}


def standing(comment_id: int) -> Entry | None:
    """Return the newest decision about a comment's status that has not been taken back."""
    return standing_of([comment_id]).get(comment_id)


def standing_of(comment_ids: Collection[int]) -> Mapping[int, Entry]:
    """Return the standing decision of each comment that has one."""
    undo = aliased(Decision)
    newest = (
        select(func.max(Decision.id))
        .outerjoin(undo, undo.reverses_id == Decision.id)
        .where(Decision.comment_id.in_(comment_ids), ABOUT_STATUS, undo.id.is_(None))
        .group_by(Decision.comment_id)
    )
    found = db.session.execute(entries().where(Decision.id.in_(newest)))
    return {row[0].comment_id: Entry(*row) for row in found}


def by_id(ids: Collection[int]) -> Mapping[int, Entry]:
    found = db.session.execute(entries().where(Decision.id.in_(ids)))
    return {row[0].id: Entry(*row) for row in found}


def has_redacted(comment: Comment) -> bool:
    asked = select(Decision.id).where(
        Decision.comment_id == comment.id, Decision.action == "redact"
    )
    return db.session.scalar(asked.limit(1)) is not None


def entries() -> Select[*tuple[Any, ...]]:
    undo = aliased(Decision)
    words = (func.coalesce(column, "") for column in (DecisionDetail.reason, DecisionDetail.facts))
    return (
        select(Decision, *words, Author, Article.key, undo.id)
        .join(Author, Author.id == Decision.moderator_id)
        .outerjoin(DecisionDetail, DecisionDetail.decision_id == Decision.id)
        .outerjoin(Article, Article.id == Decision.article_id)
        .outerjoin(undo, undo.reverses_id == Decision.id)
    )


def log(site_id: int, *, comment_id: int | None, limit: int, cursor: str | None = None) -> Log:
    """Read a site's decisions, or those about one of its comments, newest first."""
    number, owner = (SITE_LOG, site_id) if comment_id is None else (COMMENT_LOG, comment_id)
    asked = entries().where(*of(site_id, comment_id))
    if cursor is not None:
        asked = asked.where(Decision.id < cursors.read_list(cursor, number, owner).id)
    rows = db.session.execute(asked.order_by(Decision.id.desc()).limit(limit + 1)).all()
    found = [Entry(*row) for row in rows[:limit]]
    if len(rows) <= limit:
        return Log(found, None)
    return Log(found, cursors.write_list(number, owner, place(found[-1])))


def between(site_id: int, span: Span, *, after: Entry | None) -> list[Entry]:
    """Read some of a site's decisions of these days, in the order in which they were taken."""
    asked = entries().where(
        Decision.site_id == site_id,
        Decision.created_at >= span.since,
        Decision.created_at < span.until,
    )
    if after is not None:
        columns = (Decision.created_at.expression, Decision.id.expression)
        at = (after.decision.created_at, after.decision.id)
        asked = asked.where(tuple_(*columns) > tuple_(*at, types=[one.type for one in columns]))
    rows = db.session.execute(asked.order_by(Decision.created_at, Decision.id).limit(AT_ONCE))
    return [Entry(*row) for row in rows]


def of(site_id: int, comment_id: int | None) -> tuple[ColumnElement[bool], ...]:
    site = and_(Decision.site_id == site_id)
    return (site,) if comment_id is None else (site, and_(Decision.comment_id == comment_id))


def place(entry: Entry) -> cursors.Place:
    return cursors.Place(0, 0, entry.decision.id)
