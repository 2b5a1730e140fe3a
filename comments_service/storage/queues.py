"""What waits for a moderator, and what was decided: saved filters over one table.

The cost of a page depends on the page and, where it is ordered by reports, on how many
comments are reported: keyset cursors over the indexes of status and of open reports.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal_column, select, tuple_, union_all

from comments_service.domain import cursor as cursors
from comments_service.domain import text, thread
from comments_service.domain.errors import CommentUnknown
from comments_service.domain.review import ArticleFacts, Excerpt, Reviewed
from comments_service.storage import decisions, nodes, reports
from comments_service.storage.db import db
from comments_service.storage.decisions import Entry
from comments_service.storage.models import Article, Comment
from comments_service.storage.models.comment import REPORTED
from comments_service.storage.reports import Filed

COLUMNS = (
    *nodes.COLUMNS,
    Comment.text,
    Comment.reasons,
    Comment.report_count,
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


HELD = has("held")
# Nothing is left to decide about what its author has deleted.
OPEN_REPORTS = and_(REPORTED, ~has("deleted"))


@dataclass(frozen=True)
class Queue:
    """A filter: what it holds, in parts that have an index each, and its order."""

    parts: Sequence[ColumnElement[bool]]
    order: tuple[ColumnElement[Any], ...]
    newest_first: bool = False


TIME: tuple[ColumnElement[Any], ...] = (Comment.created_at.expression, Comment.id.expression)
QUEUES = {
    "needs_review": Queue((HELD, and_(OPEN_REPORTS, ~HELD)), TIME),
    "held": Queue((HELD,), TIME),
    "reported": Queue((OPEN_REPORTS,), (-Comment.report_count.expression, *TIME)),
    "approved": Queue((has("published"),), TIME, newest_first=True),
    "rejected": Queue((has("rejected"),), TIME, newest_first=True),
    "spam": Queue((has("spam"),), TIME, newest_first=True),
}


@dataclass(frozen=True)
class Item:
    """A comment in a queue, with what says why it is there."""

    site_id: int
    comment: Reviewed
    article: ArticleFacts
    parent: Excerpt | None
    reports: Sequence[Filed]
    decision: Entry | None


@dataclass(frozen=True)
class Page:
    items: Sequence[Item]
    next_cursor: str | None


def page(site_id: int, name: str, *, limit: int = 25, cursor: str | None = None) -> Page:
    """Read one page of a queue: a page, its parents, its reports, its decisions."""
    queue, number = QUEUES[name], list(QUEUES).index(name)
    after = cursors.read_list(cursor, number, site_id) if cursor else None
    rows = db.session.execute(ids(queue, site_id, after, limit + 1)).all()
    found = items_of([row.id for row in rows[:limit]])
    if len(rows) <= limit:
        return Page(found, None)
    return Page(found, cursors.write_list(number, site_id, place(name, found[-1].comment)))


def ids(queue: Queue, site_id: int, after: cursors.Place | None, most: int) -> Any:
    """Select the ids of a page, by a LIMIT for each part, so that each can use its index."""
    order = [column.desc() for column in queue.order] if queue.newest_first else queue.order
    parts = []
    for part in queue.parts:
        asked = select(Comment.id).where(Comment.site_id == site_id, part)
        if after is not None:
            asked = asked.where(behind(queue, after))
        parts.append(select(asked.order_by(*order).limit(most).subquery().c.id))
    near = parts[0] if len(parts) == 1 else union_all(*parts)
    return select(Comment.id).where(Comment.id.in_(near)).order_by(*order).limit(most)


def behind(queue: Queue, after: cursors.Place) -> ColumnElement[bool]:
    at: list[Any] = [after.score, thread.moment(after.created_at), after.id][-len(queue.order) :]
    left, right = tuple_(*queue.order), tuple_(*at, types=[column.type for column in queue.order])
    return left < right if queue.newest_first else left > right


def place(name: str, last: Reviewed) -> cursors.Place:
    weight = -last.report_count if name == "reported" else 0
    return cursors.Place(weight, thread.microseconds(last.created_at), last.id)


def counts(site_id: int) -> Mapping[str, int]:
    """Return how many comments each queue holds; a thousand stands for that and more."""
    asked = {
        f"{name}_{number}": few(site_id, part).label(f"{name}_{number}")
        for name, queue in QUEUES.items()
        for number, part in enumerate(queue.parts)
    }
    row = db.session.execute(select(*asked.values())).mappings().one()
    sums = {
        name: sum(row[f"{name}_{number}"] for number in range(len(queue.parts)))
        for name, queue in QUEUES.items()
    }
    return {name: min(total, MOST_COUNTED) for name, total in sums.items()}


def few(site_id: int, part: ColumnElement[bool]) -> Any:
    some = select(Comment.id).where(Comment.site_id == site_id, part).limit(MOST_COUNTED)
    return select(func.count()).select_from(some.subquery()).scalar_subquery()


def item(comment_id: int) -> Item:
    """Refuses (`CommentUnknown`) an id of none."""
    found = items_of([comment_id])
    if not found:
        raise CommentUnknown
    return found[0]


def items_of(comment_ids: Sequence[int]) -> list[Item]:
    """Read these comments in this order, in four queries however many they are."""
    if not comment_ids:
        return []
    asked = select(*COLUMNS, Comment.site_id).join(Article, Article.id == Comment.article_id)
    rows = {row.id: row for row in db.session.execute(asked.where(Comment.id.in_(comment_ids)))}
    parents = excerpts({row.parent_id for row in rows.values() if row.parent_id})
    filed = by_comment(reports.of(comment_ids))
    standing = decisions.standing_of(comment_ids)
    return [
        Item(
            row.site_id,
            reviewed(row),
            facts(row),
            parents.get(row.parent_id),
            filed.get(row.id, []),
            standing.get(row.id),
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
        **vars(node), text=row.text, reasons=list(row.reasons), report_count=row.report_count
    )


def facts(row: Any) -> ArticleFacts:
    return ArticleFacts(
        row.key, row.title, row.url, row.hinted_title, row.hinted_url, bool(row.locked)
    )
