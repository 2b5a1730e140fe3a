"""Which state of a thread readers see: what was made from one state holds while it lasts."""

from typing import NamedTuple

from sqlalchemy import bindparam, select

from comments_service.storage import db
from comments_service.storage.models import Article, ArticleKey, Site
from comments_service.storage.threads import Found


class State(NamedTuple):
    """Whatever a reader can see of a thread changes one of the two versions."""

    article_id: int
    article_version: int
    site_version: int


LOOKED_AT = (
    select(Article.id, Article.version, Site.version)
    .select_from(Site)
    .join(ArticleKey, ArticleKey.site_id == Site.id)
    .join(Article, Article.id == ArticleKey.article_id)
    .where(Site.slug == bindparam("slug"), ArticleKey.key == bindparam("key"))
)


def look(slug: str, key: str) -> State | None:
    """Look up the state of a thread in one statement; `None` when there is no article."""
    with db.glance() as connection:
        row = connection.execute(LOOKED_AT, {"slug": slug, "key": key}).first()
    return State(*row) if row else None


def of(found: Found) -> State | None:
    """Return the state that rows of this snapshot belong to."""
    if found.article is None:
        return None
    return State(found.article.id, found.article.version, found.site.version)
