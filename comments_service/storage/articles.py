"""Articles, their keys, and the row lock that every write to a thread begins with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from comments_service.domain.errors import NotFound
from comments_service.storage.db import Base, db
from comments_service.storage.models import Article, ArticleKey


@dataclass(frozen=True)
class Place:
    """A locked article, and the key under which it was asked for."""

    article: Article
    key_id: int


def find(site_id: int, key: str) -> Article | None:
    asked = (ArticleKey.site_id == site_id) & (ArticleKey.key == key)
    return db.session.scalar(select(Article).join(ArticleKey, asked))


def lock(site_id: int, key: str) -> Place | None:
    """Lock the article that `key` names until the transaction ends."""
    asked = (
        select(Article)
        .join(ArticleKey, ArticleKey.article_id == Article.id)
        .where(ArticleKey.site_id == site_id, ArticleKey.key == key)
        .with_for_update(key_share=True, of=Article)
        .execution_options(populate_existing=True)
    )
    while (article := db.session.scalar(asked)) is not None:
        # A merge may have moved the key while we waited for the lock.
        again = key_row(site_id, key)
        if again is not None and again.article_id == article.id:
            return Place(article, again.id)
    return None


def lock_id(article_id: int) -> Article:
    asked = select(Article).where(Article.id == article_id)
    locked = asked.with_for_update(key_share=True).execution_options(populate_existing=True)
    article = db.session.scalar(locked)
    if article is None:
        raise NotFound
    return article


def key_row(site_id: int, key: str) -> ArticleKey | None:
    asked = (ArticleKey.site_id == site_id) & (ArticleKey.key == key)
    fresh = select(ArticleKey).where(asked).execution_options(populate_existing=True)
    return db.session.scalar(fresh)


def begin(site_id: int, key: str, now: datetime) -> Place:
    """Make an article with its first key, or lock the one that another was quicker to make."""
    article = fresh(site_id, key, now)
    db.session.add(article)
    db.session.flush()
    given = {"site_id": site_id, "key": key, "article_id": article.id}
    key_id = db.session.scalar(insert_new(ArticleKey).values(**given).returning(ArticleKey.id))
    if key_id is not None:
        return Place(article, key_id)
    db.session.delete(article)
    found = lock(site_id, key)
    if found is None:
        raise NotFound
    return found


def fresh(site_id: int, key: str, now: datetime, article_id: int | None = None) -> Article:
    """Return an article that is not kept yet, under an id that was taken for it, if any."""
    return Article(
        id=article_id,
        site_id=site_id,
        key=key,
        locked=False,
        # As a page of what is not there yet has it: a first comment that is held changes nothing.
        version=0,
        comment_count=0,
        created_at=now,
    )


def insert_new(model: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """Insert unless a unique index has the row already; RETURNING tells which it was."""
    if db.session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(model).on_conflict_do_nothing()
    return sqlite.insert(model).on_conflict_do_nothing()


def touch(article: Article) -> None:
    """Mark that a reader would now see something else. The article is locked by the caller."""
    article.version += 1


def counted(article: Article, *, by: int, at: datetime) -> None:
    """Count published comments up or down."""
    article.comment_count += by
    if by > 0 and (article.last_comment_at is None or article.last_comment_at < at):
        article.last_comment_at = at


def counts(site_id: int, keys: Iterable[str]) -> Mapping[str, int]:
    """Return how many published comments each key's article has; unknown keys are absent."""
    asked = (
        select(ArticleKey.key, Article.comment_count)
        .join(Article, Article.id == ArticleKey.article_id)
        .where(ArticleKey.site_id == site_id, ArticleKey.key.in_(list(keys)))
    )
    return dict(db.session.execute(asked).all())


def by_id(article_id: int) -> Article:
    article = db.session.get(Article, article_id)
    if article is None:
        raise NotFound
    return article
