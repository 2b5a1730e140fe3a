"""Which state of a thread readers see: what was made from one state holds while it lasts."""

from typing import NamedTuple

from sqlalchemy import Select, bindparam, select

from comments_service.storage import db
from comments_service.storage.models import Article, ArticleKey, Comment, Site


class State(NamedTuple):
    """Whatever a reader can see of a thread changes one of the two versions."""

    article_id: int
    article_version: int
    site_version: int


class ByKey(NamedTuple):
    """The thread that has this key on this site."""

    site: str
    article: str


class ByComment(NamedTuple):
    """The thread that this comment stands in."""

    comment_id: int


Place = ByKey | ByComment

LOOKED_AT = (
    select(Article.id, Article.version, Site.version)
    .select_from(Article)
    .join(Site, Site.id == Article.site_id)
)
STATEMENTS: dict[type[Place], Select[int, int, int]] = {
    ByKey: LOOKED_AT.join(ArticleKey, ArticleKey.article_id == Article.id).where(
        ArticleKey.site_id == Site.id,
        Site.slug == bindparam("site"),
        ArticleKey.key == bindparam("article"),
    ),
    ByComment: LOOKED_AT.join(Comment, Comment.article_id == Article.id).where(
        Comment.id == bindparam("comment_id")
    ),
}


def look(place: Place) -> State | None:
    """Look up the state of a thread in one statement; `None` when there is no article."""
    with db.glance() as connection:
        row = connection.execute(STATEMENTS[type(place)], place._asdict()).first()
    return State._make(row) if row else None


def of(site: Site, article: Article | None) -> State | None:
    """Return the state that rows of this snapshot belong to."""
    return State(article.id, article.version, site.version) if article else None
