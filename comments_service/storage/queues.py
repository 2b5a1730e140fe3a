"""What waits for a moderator, and what was decided: saved filters over one table.

The cost of a page depends on the page alone: keyset cursors over the indexes of status and of
urgency, which is a moment (`domain/priority.py`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    func,
    literal_column,
    select,
    true,
    tuple_,
)
from sqlalchemy.orm import aliased

from comments_service.domain import cursor as cursors
from comments_service.domain import ruling, text, thread
from comments_service.domain.errors import CommentUnknown
from comments_service.domain.review import ArticleFacts, Excerpt, Record, Reviewed
from comments_service.storage import authors, decisions, findings, nodes, reports, urgency
from comments_service.storage.authors import Subject
from comments_service.storage.db import db
from comments_service.storage.decisions import Entry
from comments_service.storage.models import Article, Author, Comment, Decision, Finding, Report
from comments_service.storage.models.comment import HELD, REPORTED
from comments_service.storage.reports import Filed

COLUMNS = (
    *nodes.COLUMNS,
    Comment.text,
    Comment.reasons,
    Comment.report_count,
    Comment.spamness,
    Article.key,
    Article.title,
    Article.url,
    Article.hinted_title,
    Article.hinted_url,
    Article.locked,
)
EXCERPT_CHARACTERS = 200
# More than this are not counted: a number on a tab is not worth reading an index for.
MOST_COUNTED = 1000


def has(status: str) -> ColumnElement[bool]:
    return Comment.status == literal_column(f"'{status}'")


class Part(NamedTuple):
    """What has an index of its own, and whether it comes into the queue by a report."""

    where: ColumnElement[bool]
    by_report: bool = False


@dataclass(frozen=True)
class Queue:
    """A filter: what it holds, in parts, and its order."""

    parts: Sequence[Part]
    by: ColumnElement[Any] = Comment.queue_at.expression
    newest_first: bool = False

    @property
    def order(self) -> list[ColumnElement[Any]]:
        ids = Comment.id.expression
        return [self.by.desc(), ids.desc()] if self.newest_first else [self.by, ids]


WRITTEN = Comment.created_at.expression
QUEUES = {
    "needs_review": Queue((Part(HELD), Part(and_(REPORTED, ~HELD), by_report=True))),
    "held": Queue((Part(HELD),)),
    "reported": Queue((Part(REPORTED, by_report=True),)),
    "approved": Queue((Part(has("published")),), WRITTEN, newest_first=True),
    "rejected": Queue((Part(has("rejected")),), WRITTEN, newest_first=True),
    "spam": Queue((Part(has("spam")),), WRITTEN, newest_first=True),
}
# Not a filter of comments: what one has decided oneself, and nobody since.
MINE = "mine"
NAMES = (*QUEUES, MINE)
# What somebody has looked for, shown like a queue.
SEARCH = "search"


@dataclass(frozen=True)
class Item:
    """A comment in a queue, with what says why it is there."""

    site_id: int
    comment: Reviewed
    article: ArticleFacts
    parent: Excerpt | None
    reports: Sequence[Filed]
    decision: Entry | None
    record: Record
    # By the rules that act, of the text as it stands.
    findings: Sequence[Finding]


@dataclass(frozen=True)
class Page:
    items: Sequence[Item]
    next_cursor: str | None


def page(
    site_id: int, name: str, who: Subject, *, limit: int = 25, cursor: str | None = None
) -> Page:
    """Read one page of a queue: a page, its parents, its reports, its decisions, its authors."""
    number = NAMES.index(name)
    after = cursors.read_list(cursor, number, site_id) if cursor else None
    if name == MINE:
        rows = list(db.session.execute(own(authors.by_subject(site_id, who), after, limit + 1)))
    else:
        rows = walk(QUEUES[name], site_id, after, limit + 1)
    found = items_of([row.id for row in rows[:limit]])
    if len(rows) <= limit:
        return Page(found, None)
    return Page(found, cursors.write_list(number, site_id, place(rows[limit - 1])))


def walk(queue: Queue, site_id: int, after: cursors.Place | None, most: int) -> list[Any]:
    """Read ids in their order. Each part walks its own index; a database would sort them all."""
    from_here = behind(queue, after) if after else true()
    asked = select(Comment.id, queue.by.label("at")).order_by(*queue.order).limit(most)
    rows = [
        row
        for part in queue.parts
        for row in db.session.execute(
            asked.where(Comment.site_id == site_id, part.where, from_here)
        )
    ]
    rows.sort(key=lambda row: (row.at, row.id), reverse=queue.newest_first)
    return rows[:most]


def behind(queue: Queue, after: cursors.Place) -> ColumnElement[bool]:
    columns = (queue.by, Comment.id.expression)
    at = (thread.moment(after.created_at), after.id)
    left, right = tuple_(*columns), tuple_(*at, types=[column.type for column in columns])
    return left < right if queue.newest_first else left > right


def own(
    mine: Author | None, after: cursors.Place | None, most: int = MOST_COUNTED
) -> Select[Any, Any]:
    """Select what this moderator has decided last, the newest first."""
    later = aliased(Decision)
    since = select(later.id).where(
        later.comment_id == Decision.comment_id,
        later.id > Decision.id,
        later.action.in_((*ruling.STATUS, "undo")),
    )
    asked = select(Decision.comment_id.label("id"), Decision.id.label("at")).where(
        Decision.moderator_id == (mine.id if mine else 0),
        decisions.ABOUT_STATUS,
        ~since.exists(),
    )
    if after is not None:
        asked = asked.where(Decision.id < after.id)
    return asked.order_by(Decision.id.desc()).limit(most)


def place(last: Any) -> cursors.Place:
    if isinstance(last.at, int):
        return cursors.Place(0, 0, last.at)
    return cursors.Place(0, thread.microseconds(last.at), last.id)


def counts(site_id: int, who: Subject) -> Mapping[str, int]:
    """Return how many comments each queue holds; a thousand stands for that and more."""
    asked = {
        f"{name}_{number}": few(
            select(Comment.id).where(Comment.site_id == site_id, part.where)
        ).label(f"{name}_{number}")
        for name, queue in QUEUES.items()
        for number, part in enumerate(queue.parts)
    }
    mine = few(own(authors.by_subject(site_id, who), None)).label("mine_0")
    row = db.session.execute(select(*asked.values(), mine)).mappings().one()
    sums = dict.fromkeys(NAMES, 0)
    for name, number in row.items():
        sums[name.rpartition("_")[0]] += number
    return {name: min(total, MOST_COUNTED) for name, total in sums.items()}


def new(site_id: int, name: str, since: datetime) -> int:
    """Return how many have come into a queue since then; a thousand stands for more too."""
    if name not in QUEUES:
        return 0
    asked = [
        select(Comment.id).where(Comment.site_id == site_id, part.where, come(part, since))
        for part in QUEUES[name].parts
    ]
    return sum(db.session.scalar(select(few(each))) or 0 for each in asked)


def come(part: Part, since: datetime) -> ColumnElement[bool]:
    """Match what has come into a part since then: written, or reported."""
    if not part.by_report:
        return since < WRITTEN
    newly = select(Report.comment_id).where(Report.created_at > since, Report.closed_by.is_(None))
    return Comment.id.in_(newly)


def few(asked: Select[*tuple[Any, ...]]) -> Any:
    some = asked.limit(MOST_COUNTED).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def item(comment_id: int) -> Item:
    """Refuses (`CommentUnknown`) an id of none."""
    found = items_of([comment_id])
    if not found:
        raise CommentUnknown
    return found[0]


def items_of(comment_ids: Sequence[int]) -> list[Item]:
    """Read these comments in this order, in five queries however many, and one if any is held."""
    if not comment_ids:
        return []
    asked = select(*COLUMNS, Comment.site_id).join(Article, Article.id == Comment.article_id)
    rows = {row.id: row for row in db.session.execute(asked.where(Comment.id.in_(comment_ids)))}
    parents = excerpts({row.parent_id for row in rows.values() if row.parent_id})
    filed = by_comment(reports.of(comment_ids))
    standing = decisions.standing_of(comment_ids)
    known = urgency.records(list(rows))
    held = [row.id for row in rows.values() if row.status == "held"]
    found = findings.of_many(held) if held else {}
    return [
        Item(
            row.site_id,
            reviewed(row),
            facts(row),
            parents.get(row.parent_id),
            filed.get(row.id, []),
            standing.get(row.id),
            known[row.id],
            [one for one in found.get(row.id, []) if one.acts],
        )
        for row in (rows[one] for one in comment_ids if one in rows)
    ]


def excerpts(comment_ids: Collection[int]) -> Mapping[int, Excerpt]:
    asked = select(Comment.id, Comment.author_name, Comment.status, Comment.html)
    rows = db.session.execute(asked.where(Comment.id.in_(comment_ids)))
    return {row.id: excerpt(row) for row in rows}


def excerpt(row: Any) -> Excerpt:
    words = text.plain(row.html)
    short = words if len(words) <= EXCERPT_CHARACTERS else f"{words[:EXCERPT_CHARACTERS].rstrip()}…"
    return Excerpt(row.id, row.author_name, row.status, short)


def by_comment(filed: Sequence[Filed]) -> Mapping[int, list[Filed]]:
    found: dict[int, list[Filed]] = {}
    for one in filed:
        found.setdefault(one.report.comment_id, []).append(one)
    return found


def reviewed(row: Any) -> Reviewed:
    node = nodes.whole(row, row.key)
    return Reviewed(
        **vars(node),
        text=row.text,
        reasons=list(row.reasons),
        report_count=row.report_count,
        spamness=row.spamness,
    )


def facts(row: Any) -> ArticleFacts:
    return ArticleFacts(
        row.key, row.title, row.url, row.hinted_title, row.hinted_url, bool(row.locked)
    )
