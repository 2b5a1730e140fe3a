"""How many comments were published within the last minute, here and there."""

from datetime import datetime, timedelta

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, func, select

from comments_service.storage.db import connection
from comments_service.storage.models import Comment, Site
from comments_service.storage.models.comment import PUBLISHED

WINDOW = timedelta(minutes=1)
SINCE = bindparam("since", type_=Comment.created_at.type)


def few(*of: ColumnElement[bool]) -> Select[int]:
    """Count no further than to `most`: what it costs depends on the bound, not on the flood."""
    some = select(Comment.id).where(*of, PUBLISHED).limit(bindparam("most"))
    return select(func.count()).select_from(some.subquery())


EVERYWHERE = 0
HERE: BindParameter[int] = bindparam("of")
COUNTS = {
    "flood_article": few(Comment.article_id == HERE, Comment.published_at > SINCE),
    "flood_site": few(Comment.site_id == HERE, Comment.created_at > SINCE),
    "flood_instance": few(Comment.site_id.in_(select(Site.id)), Comment.created_at > SINCE),
}


def reached(name: str, of: int, most: int, now: datetime) -> bool:
    """Say whether `most` comments were published within the last minute.

    `name` is that of the policy; `of` is the id of the article or the site, or `EVERYWHERE`.
    """
    asked = {"since": now - WINDOW, "most": most, "of": of}
    return connection().execute(COUNTS[name], asked).scalar_one() >= most
