"""The newest published comments of an article or of a whole site: what feeds are made of.

Each has the order of the index that it walks: an article's by when they were published, a
site's by when they were written.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from comments_service.domain.thread import ArticleHead, Node
from comments_service.storage import nodes, threads
from comments_service.storage.db import db
from comments_service.storage.models import Article, Comment
from comments_service.storage.models.comment import PUBLISHED


@dataclass(frozen=True)
class New:
    comment: Node
    article: ArticleHead


def of_article(article: Article, *, most: int) -> Sequence[New]:
    asked = (
        select(*nodes.COLUMNS)
        .where(Comment.article_id == article.id, PUBLISHED)
        .order_by(Comment.published_at.desc(), Comment.id.desc())
        .limit(most)
    )
    head = threads.head_of(article)
    return [New(nodes.node(row, head.key), head) for row in db.session.execute(asked)]


def of_site(site_id: int, *, most: int) -> Sequence[New]:
    asked = (
        select(*nodes.COLUMNS, Article.key, Article.title, Article.url, Article.locked)
        .join(Article, Article.id == Comment.article_id)
        .where(Comment.site_id == site_id, PUBLISHED)
        .order_by(Comment.created_at.desc(), Comment.id.desc())
        .limit(most)
    )
    return [
        New(nodes.node(row, row.key), ArticleHead(row.key, row.title, row.url, row.locked))
        for row in db.session.execute(asked)
    ]
