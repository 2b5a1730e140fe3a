"""How often the same was said on a site, on whatever article."""

from datetime import datetime

from sqlalchemy import bindparam, func, select

from comments_service.storage.db import connection
from comments_service.storage.models import Comment

SAME = (
    select(Comment.id)
    .where(
        Comment.site_id == bindparam("site_id"),
        Comment.sameness == bindparam("digest"),
        Comment.created_at > bindparam("since", type_=Comment.created_at.type),
        Comment.id != bindparam("but"),
    )
    .limit(bindparam("most"))
)
COUNT = select(func.count()).select_from(SAME.subquery())


def count(site_id: int, digest: int, since: datetime, *, most: int, but: int | None) -> int:
    """Count no further than to `most`, and not the comment `but`."""
    asked = {"site_id": site_id, "digest": digest, "since": since, "most": most, "but": but or 0}
    return connection().execute(COUNT, asked).scalar_one()
