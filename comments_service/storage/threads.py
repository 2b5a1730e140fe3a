"""Threads as they are read: pages, branches, one comment, what is one's own.

The cost of a page depends on the page: keyset cursors over partial indexes, a LIMIT per
root for replies, counts kept in the row, at most four queries.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select, true, tuple_
from sqlalchemy.orm import aliased

from comments_service.domain import cursor as cursors
from comments_service.domain import policy, thread
from comments_service.domain.cursor import Sort
from comments_service.domain.errors import CommentUnknown, CursorInvalid, SiteUnknown
from comments_service.domain.policy import Policy
from comments_service.domain.thread import ArticleHead, More, Node, Page
from comments_service.storage import nodes
from comments_service.storage.db import db
from comments_service.storage.models import Article, ArticleKey, Comment, Site
from comments_service.storage.models.comment import PINNED, PUBLISHED, SHOWN, TOP_LEVEL
from comments_service.storage.policies import LAYERS, along

# Where a row of a page's first statement comes from.
FROM_WALK, FROM_PINS = (literal(walked).label("walked") for walked in (True, False))


@dataclass(frozen=True)
class Found:
    """A site, its article if anything was ever posted under the key, and the policy there."""

    site: Site
    article: Article | None
    rules: Policy

    def head(self, key: str, now: datetime) -> ArticleHead:
        """Return what readers see of the article, under `key` while there is none."""
        article = self.article
        if article is None:
            return ArticleHead(key)
        over = policy.is_over(self.rules, article.created_at, now=now)
        return replace(head_of(article), locked=article.locked or over)

    def until(self, now: datetime) -> datetime | None:
        """Return when the thread closes by its age, unless it has."""
        end = policy.closes_at(self.rules, self.article.created_at) if self.article else None
        return end if end and end > now else None


@dataclass(frozen=True)
class Single(Found):
    article: Article
    comment: Node
    ancestors: Sequence[Node]


@dataclass(frozen=True)
class Branch(Found):
    """A part of what stands below a comment, flat."""

    article: Article
    top: Node
    comments: Sequence[Node]
    next_cursor: str | None


def find(slug: str, key: str) -> Found:
    """Refuses (`SiteUnknown`) a slug that no site has."""
    named = (ArticleKey.site_id == Site.id) & (ArticleKey.key == key)
    asked = (
        select(Site, Article, *LAYERS)
        .outerjoin(ArticleKey, named)
        .outerjoin(Article, Article.id == ArticleKey.article_id)
        .where(Site.slug == slug)
    )
    row = db.session.execute(along(asked)).first()
    if row is None:
        raise SiteUnknown
    site, article, *layers = row
    return Found(site, article, policy.read(*layers))


def page(
    slug: str,
    key: str,
    *,
    sort: Sort = "newest",
    now: datetime,
    limit: int = 25,
    replies: int = 3,
    cursor: str | None = None,
) -> Page:
    """Read one page of top-level comments, each with its first `replies` of any depth."""
    found = find(slug, key)
    return page_of(found, key, sort, now=now, limit=limit, replies=replies, cursor=cursor)


def page_of(
    found: Found,
    key: str,
    sort: Sort = "newest",
    *,
    now: datetime,
    limit: int = 25,
    replies: int = 3,
    cursor: str | None = None,
) -> Page:
    """Read a page of an article that was found already."""
    article = found.article
    if article is None:
        return empty(key, cursor)
    roots, pins = tops_of(article, sort, limit + 1, cursor)
    shown = roots[:limit]
    more = cursors.write(sort, article.id, place_of(shown[-1])) if len(roots) > limit else None
    page = Page(
        article=found.head(key, now),
        count=article.comment_count,
        pinned=[nodes.node(row, article.key) for row in pins],
        comments=[nodes.node(row, article.key) for row in shown],
        next_cursor=more,
        version=article.version,
    )
    hang_replies([*page.comments, *page.pinned], article.key, replies)
    return page


def empty(key: str, cursor: str | None) -> Page:
    # No cursor was ever handed out for a thread that is not there.
    if cursor is not None:
        raise CursorInvalid
    return Page(article=ArticleHead(key))


def head_of(article: Article) -> ArticleHead:
    """Return an article's head where its age closes nothing; `Found.head` knows of that."""
    return ArticleHead(article.key, article.title, article.url, article.locked)


def order_of(sort: Sort) -> tuple[ColumnElement[Any], ...]:
    place: tuple[ColumnElement[Any], ...] = (Comment.created_at.expression, Comment.id.expression)
    return (Comment.score.expression, *place) if sort == "top" else place


def tops_of(
    article: Article, sort: Sort, most: int, cursor: str | None
) -> tuple[list[Any], list[Any]]:
    """Read the rows of a page's roots, and on a first page those of the pins, in one statement."""
    order = order_of(sort)
    asked = select(*nodes.COLUMNS, FROM_WALK).where(Comment.article_id == article.id, TOP_LEVEL)
    if cursor is not None:
        asked = asked.where(behind(cursors.read(cursor, sort, article.id), sort, order))
    ordered = order if sort == "oldest" else tuple(column.desc() for column in order)
    walk = asked.order_by(*ordered).limit(most)
    if cursor is not None:
        return list(db.session.execute(walk)), []
    pinned = select(*nodes.COLUMNS, FROM_PINS).where(Comment.article_id == article.id, PINNED)
    rows = db.session.execute(walk.subquery().select().union_all(pinned)).all()
    # A union has no order of its own.
    roots = sorted((row for row in rows if row.walked), key=by(sort), reverse=sort != "oldest")
    return roots, sorted((row for row in rows if not row.walked), key=age_of)


def by(sort: Sort) -> Callable[[Any], tuple[int, ...]]:
    return (lambda row: (row.score, *age_of(row))) if sort == "top" else age_of


def behind(
    place: cursors.Place, sort: Sort, order: Sequence[ColumnElement[Any]]
) -> ColumnElement[bool]:
    at: list[Any] = [place.score, thread.moment(place.created_at), place.id][-len(order) :]
    left, right = tuple_(*order), tuple_(*at, types=[column.type for column in order])
    return left > right if sort == "oldest" else left < right


def place_of(row: Any) -> cursors.Place:
    return cursors.Place(row.score, *age_of(row))


def age_of(row: Any) -> tuple[int, int]:
    return thread.microseconds(row.created_at), row.id


def hang_replies(roots: Sequence[Node], key: str, most: int) -> None:
    """Give each root its first `most` replies, and say how many are left and where."""
    answered = [root for root in roots if root.reply_count and root.parent_id is None]
    ids = {root.id for root in answered}
    found = db.session.execute(first_replies(ids, most)) if most and ids else ()
    rows = sorted(found, key=lambda row: row.path)
    for root in answered:
        # Nodes are made anew for each place: a pinned comment stands on the page twice.
        shown = [nodes.node(row, key) for row in rows if row.root_id == root.id]
        thread.nest(root, shown)
        root.more = more_of(root, shown)


def more_of(top: Node, shown: Sequence[Node]) -> More | None:
    left = top.reply_count - sum(not one.tombstone for one in shown)
    if left <= 0:
        return None
    last = shown[-1].path if shown else top.path
    return More(left, cursors.write_branch(top.id, last))


def first_replies(root_ids: Collection[int], most: int) -> Select[*tuple[Any, ...]]:
    """Select the first replies of many roots, in any order, by a LIMIT for each.

    A window over all replies would read a root's hundred thousand to show three.
    """
    root, reply = aliased(Comment), aliased(Comment)
    few = (
        select(reply.id)
        .where(reply.root_id == root.id, reply.path > root.path, reply.shown)
        .order_by(reply.path)
        .limit(most)
    )
    roots = select(*nodes.COLUMNS).where(root.id.in_(root_ids))
    if db.session.get_bind().dialect.name == "postgresql":
        near = few.lateral()
        found = roots.select_from(root).join(near, true())
        return found.join(Comment, Comment.id == near.c.id)
    return roots.select_from(root).join(Comment, Comment.id.in_(few.correlate(root)))


def branch(comment_id: int, *, limit: int = 25, cursor: str | None = None) -> Branch:
    """Read a branch, flat, by path: parents before children, siblings oldest first."""
    top = one_row(comment_id)
    after = cursors.read_branch(cursor, comment_id) if cursor else top.path
    rows = db.session.execute(replies_behind(top, after, limit + 1)).all()
    more = cursors.write_branch(comment_id, rows[limit - 1].path) if len(rows) > limit else None
    key = top.Article.key
    shown = [nodes.node(row, key) for row in rows[:limit]]
    return Branch(top.Site, top.Article, rules_of(top), nodes.node(top, key), shown, more)


def replies_behind(top: Any, after: bytes, most: int) -> Select[*tuple[Any, ...]]:
    asked = select(*nodes.COLUMNS).where(
        Comment.root_id == top.root_id,
        Comment.path > after,
        Comment.path < thread.behind(top.path),
        SHOWN,
    )
    return asked.order_by(Comment.path).limit(most)


def one(comment_id: int, *, replies: int = 3) -> Single:
    """Read one shown comment with its ancestors, topmost first, and its first replies."""
    row = one_row(comment_id)
    key = row.Article.key
    above = thread.ancestors_of(row.path)
    asked = select(*nodes.COLUMNS).where(Comment.id.in_(above), SHOWN).order_by(Comment.path)
    ancestors = [nodes.node(each, key) for each in db.session.execute(asked)] if above else []
    comment = nodes.node(row, key)
    below = db.session.execute(replies_behind(row, row.path, replies)).all() if replies else []
    shown = [nodes.node(each, key) for each in below]
    thread.nest(comment, shown)
    comment.more = more_of(comment, shown)
    return Single(row.Site, row.Article, rules_of(row), comment, ancestors)


def one_row(comment_id: int) -> Any:
    asked = (
        select(*LAYERS, *nodes.COLUMNS, Article, Site)
        .join(Article, Article.id == Comment.article_id)
        .join(Site, Site.id == Article.site_id)
        .where(Comment.id == comment_id, SHOWN)
    )
    row = db.session.execute(along(asked)).first()
    if row is None:
        raise CommentUnknown
    return row


def rules_of(row: Any) -> Policy:
    return policy.read(*row[: len(LAYERS)])


def newest(article_id: int) -> datetime | None:
    """Return when the newest published comment was published."""
    asked = select(func.max(Comment.published_at)).where(
        Comment.article_id == article_id, PUBLISHED
    )
    return db.session.scalar(asked)
