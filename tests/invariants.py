"""What is always true of a thread's rows, whatever was done to them."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from comments_service.domain import thread
from comments_service.storage import sites
from comments_service.storage.db import db
from comments_service.storage.models import Article, Comment, Vote


def broken(slug: str) -> list[str]:
    """Name what does not hold in a site's threads; inside a snapshot."""
    site_id = sites.by_slug(slug).id
    rows = db.session.scalars(select(Comment).where(Comment.site_id == site_id)).all()
    articles = db.session.scalars(select(Article).where(Article.site_id == site_id)).all()
    return [*of_articles(articles, rows), *of_comments(rows), *of_votes(rows)]


def of_articles(articles: Sequence[Article], rows: Sequence[Comment]) -> Iterator[str]:
    for article in articles:
        right = sum(row.article_id == article.id and row.status == "published" for row in rows)
        if article.comment_count != right:
            yield f"{article.key} counts {article.comment_count} comments of {right}"


def of_comments(rows: Sequence[Comment]) -> Iterator[str]:
    for row in rows:
        below = [
            one
            for one in rows
            if one.path.startswith(row.path) and one is not row and one.status == "published"
        ]
        if row.reply_count != len(below):
            yield f"{row.id} counts {row.reply_count} replies of {len(below)}"
        if row.shown != (row.status == "published" or bool(below)):
            yield f"{row.id} is {row.status}, with {len(below)} replies, and shown: {row.shown}"
        if row.pinned and row.status != "published":
            yield f"{row.id} is pinned and {row.status}"
        if (row.root_id, row.depth) != (thread.ids_of(row.path)[0], thread.depth_of(row.path)):
            yield f"{row.id} does not stand where its path says"


def of_votes(rows: Sequence[Comment]) -> Iterator[str]:
    found = db.session.scalars(
        select(Vote).where(Vote.comment_id.in_([row.id for row in rows]), Vote.counted)
    ).all()
    for row in rows:
        votes = [vote.value for vote in found if vote.comment_id == row.id]
        if (row.up, row.down) != (votes.count(1), votes.count(-1)):
            yield f"{row.id} shows {row.up} and {row.down} votes of {votes}"
