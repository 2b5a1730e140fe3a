"""Articles as lists show them: with how much is said about each, and since when.

Only what a service has confirmed is listed: any reader's page may hint at a title.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select

from comments_service.storage.db import db
from comments_service.storage.models import Article, ArticleKey, Comment
from comments_service.storage.models.comment import PUBLISHED

# How much of a site's talk is looked at, so that a list costs the same on a quiet site as on one
# with a hundred comments a second; and how many of its articles.
NEWEST = 2_000
MOST_RANKED = 100


@dataclass(frozen=True)
class Listed:
    title: str
    url: str
    count: int
    newest: datetime | None


# Not the article's own `last_comment_at`, which remembers comments that are gone.
NEWEST_COMMENT = (
    select(func.max(Comment.published_at))
    .where(Comment.article_id == Article.id, PUBLISHED)
    .correlate(Article)
    .scalar_subquery()
)
COLUMNS = (
    Article.id,
    Article.title,
    Article.url,
    Article.comment_count,
    NEWEST_COMMENT.label("newest"),
)
CONFIRMED = and_(Article.title.is_not(None), Article.url.is_not(None))


def discussed(site_id: int, since: datetime, most: int) -> Sequence[Listed]:
    """Return the articles that the site's newest comments are about, most comments first."""
    talk = (
        select(Comment.article_id)
        .where(Comment.site_id == site_id, PUBLISHED, Comment.created_at >= since)
        .order_by(Comment.created_at.desc(), Comment.id.desc())
        .limit(NEWEST)
    )
    ranked = [article for article, _ in Counter(db.session.scalars(talk)).most_common(MOST_RANKED)]
    found = select(*COLUMNS).where(Article.id.in_(ranked), CONFIRMED)
    return listed(found, ranked, lambda row: row.id)[:most]


def related(site_id: int, keys: Sequence[str]) -> Sequence[Listed]:
    """Return the articles of these keys, in their order; what is not confirmed is left out."""
    found = (
        select(ArticleKey.key, *COLUMNS)
        .join(Article, Article.id == ArticleKey.article_id)
        .where(ArticleKey.site_id == site_id, ArticleKey.key.in_(keys), CONFIRMED)
    )
    return listed(found, keys, lambda row: row.key)


def listed(found: Any, order: Sequence[Any], place: Callable[[Any], Any]) -> list[Listed]:
    """Read rows into an order, each article once, whatever it was called by."""
    rows = {place(row): row for row in db.session.execute(found)}
    once = {rows[one].id: rows[one] for one in order if one in rows}
    return [Listed(row.title, row.url, row.comment_count, row.newest) for row in once.values()]
