from typing import Any

from marshmallow import Schema, fields

from comments_service.actions import locking
from comments_service.domain.errors import Invalid, SiteUnknown
from comments_service.domain.thread import ArticleHead
from comments_service.edge.calls import call
from comments_service.edge.moderator import access
from comments_service.edge.moderator.door import door
from comments_service.edge.shapes import ArticleOut, ThreadIn
from comments_service.storage.db import snapshot
from comments_service.storage.models import Article


class LockedOut(Schema):
    article = fields.Nested(ArticleOut)


@call(
    door,
    "PUT",
    "/moderation/articles/lock",
    "Close a thread to new comments, also before there is one",
    credential="moderate",
    query=ThreadIn(),
    out=LockedOut(),
    refuses=(*access.REFUSES, Invalid, SiteUnknown),
)
def lock_article(query: dict[str, Any]) -> dict[str, Article]:
    with snapshot():
        found = access.by_key()
        site = access.to_site(found, query["site"])
    return {"article": locking.lock(site.id, query["article"], found.who, charge=found.charge)}


@call(
    door,
    "DELETE",
    "/moderation/articles/lock",
    "Open a thread again",
    credential="moderate",
    query=ThreadIn(),
    out=LockedOut(),
    refuses=(*access.REFUSES, Invalid, SiteUnknown),
)
def unlock_article(query: dict[str, Any]) -> dict[str, Article | ArticleHead]:
    with snapshot():
        found = access.by_key()
        site = access.to_site(found, query["site"])
    article = locking.unlock(site.id, query["article"], found.who, charge=found.charge)
    return {"article": article or ArticleHead(query["article"])}
