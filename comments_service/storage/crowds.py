"""Many comments of one article in a few statements, for batches.

What `comments`, `authors` and `idempotency` do for one is done here for all of a
transaction at once: a batch of hundreds would else hold the article for seconds.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, func, insert, select, text, update

from comments_service.domain import thread
from comments_service.storage import articles, authors, comments
from comments_service.storage.articles import Place, insert_new
from comments_service.storage.authors import Subject
from comments_service.storage.db import Base, db
from comments_service.storage.idempotency import Key
from comments_service.storage.models import Article, ArticleKey, Author, Comment, Idempotency

# What a row begins with, and what it gets only later.
DEFAULTS = {
    column.key: column.default.arg
    for column in Comment.__table__.columns
    if column.default is not None and column.default.is_scalar
}
LATER = {"edited_at", "deleted_at"}
WRITTEN = [column.key for column in Comment.__table__.columns if column.key not in LATER]

Source = tuple[str, str]
Named = tuple[str, str]


@dataclass(frozen=True)
class Newcomer:
    """A comment that is to be inserted; its parent may be one of those inserted with it."""

    comment: Comment
    parent: Comment | None
    article: Article


def lock(site_id: int, keys: Collection[str]) -> dict[str, Place]:
    """Lock the articles that are there, by their ids; answers a place for each of their keys."""
    named = (ArticleKey.site_id == site_id) & ArticleKey.key.in_(keys)
    ids = select(ArticleKey.article_id).where(named)
    asked = select(Article).where(Article.id.in_(ids)).order_by(Article.id)
    waited = asked.with_for_update(key_share=True).execution_options(populate_existing=True)
    locked = {article.id: article for article in db.session.scalars(waited)}
    # While we waited, a merge may have moved a key, and a post may have made another.
    names = select(ArticleKey.key, ArticleKey.id, ArticleKey.article_id).where(named)
    found: dict[str, Place | None] = {}
    for key, key_id, article_id in db.session.execute(names):
        here = locked.get(article_id)
        found[key] = Place(here, key_id) if here else articles.lock(site_id, key)
    return {key: place for key, place in found.items() if place}


def unopened(site_id: int, keys: Collection[str], now: datetime) -> dict[str, Place]:
    """Return places for keys that name nothing yet; `begin` those that are to be kept."""
    ids, key_ids = take_numbers(Article, len(keys)), take_numbers(ArticleKey, len(keys))
    return {
        key: Place(articles.fresh(site_id, key, now, article_id), key_id)
        for key, article_id, key_id in zip(sorted(keys), ids, key_ids, strict=True)
    }


def begin(places: Iterable[Place]) -> None:
    """Insert articles with their first keys.

    A key that another was quicker to make breaks this transaction off; run again, it finds that.
    """
    for place in places:
        article = place.article
        db.session.add(article)
        db.session.add(
            ArticleKey(
                id=place.key_id, site_id=article.site_id, key=article.key, article_id=article.id
            )
        )


def by_source(site_id: int, wanted: Collection[Source]) -> dict[Source, Comment]:
    found: dict[Source, Comment] = {}
    for source, ids in together(wanted).items():
        asked = select(Comment).where(
            Comment.site_id == site_id, Comment.source == source, Comment.source_id.in_(ids)
        )
        found |= {(source, each.source_id or ""): each for each in db.session.scalars(asked)}
    return found


def together(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Sort by the first of each pair, since SQLite finds no partial index for a list of pairs.

    Nearly always all have the same first.
    """
    found: dict[str, list[str]] = {}
    for first, second in pairs:
        found.setdefault(first, []).append(second)
    return found


def by_id(ids: Collection[int]) -> dict[int, Comment]:
    if not ids:
        return {}
    return {
        each.id: each for each in db.session.scalars(select(Comment).where(Comment.id.in_(ids)))
    }


def by_key(keys: Collection[Key]) -> dict[str, Idempotency]:
    """Return the rows of keys that were used; all are of one scope."""
    if not keys:
        return {}
    scope, names = next(iter(keys)).scope, [each.key for each in keys]
    asked = select(Idempotency).where(Idempotency.scope == scope, Idempotency.key.in_(names))
    return {each.key: each for each in db.session.scalars(asked)}


def remember(used: Mapping[Key, int], now: datetime) -> None:
    """Keep which comment each key made.

    A key that another transaction has used meanwhile ends this one, which is then run
    again and finds it.
    """
    db.session.add_all(
        Idempotency(
            scope=key.scope,
            key=key.key,
            body_digest=key.body_digest,
            comment_id=comment_id,
            created_at=now,
        )
        for key, comment_id in used.items()
    )


def of_subjects(site_id: int, people: Iterable[Subject], now: datetime) -> dict[Named, Author]:
    """Find or make the authors, each under the name that was given last."""
    named = {(each.issuer, each.subject): each for each in people}
    found = known(site_id, named)
    # In one order everywhere, so that two batches do not wait for each other's authors.
    missing = sorted(name for name in named if name not in found)
    if missing:
        rows = [authors.row(site_id, named[name], now) for name in missing]
        db.session.execute(insert_new(Author), rows)
        found |= known(site_id, missing)
    for name, each in named.items():
        authors.rename(found[name], each.name)
    return found


def known(site_id: int, names: Collection[Named]) -> dict[Named, Author]:
    found: dict[Named, Author] = {}
    for issuer, subjects in together(names).items():
        asked = select(Author).where(
            Author.site_id == site_id, Author.issuer == issuer, Author.subject.in_(subjects)
        )
        found |= {(issuer, each.subject or ""): each for each in db.session.scalars(asked)}
    return found


def add(crowd: Sequence[Newcomer], *, depth: int) -> None:
    """Insert comments that have begun, parents before replies, where their thread shows them."""
    for number, each in zip(take_numbers(Comment, len(crowd)), crowd, strict=True):
        each.comment.id = number
        for name, value in DEFAULTS.items():
            setattr(each.comment, name, value)
        each.comment.parent_id = each.parent.id if each.parent else None
        comments.stand(each.comment, each.parent, depth=depth)
    above = count([each for each in crowd if each.comment.shown])
    # The articles, and what else the session holds, before the comments that lean on them.
    db.session.flush()
    insert_whole([each.comment for each in crowd])
    raise_reply_counts(above)


def take_numbers(model: type[Base], many: int) -> list[int]:
    """Take ids that nothing ever had, so that each row is inserted once and whole.

    With ids from the insert itself, every path would be a second statement.
    """
    table = model.__tablename__
    if db.session.get_bind().dialect.name == "postgresql":
        sequence = func.nextval(func.pg_get_serial_sequence(table, "id"))
        taken = select(sequence).select_from(func.generate_series(1, many))
        return sorted(db.session.scalars(taken))
    # We are the only writer, and SQLite itself raises the number to what is inserted.
    highest = text("SELECT seq FROM sqlite_sequence WHERE name = :table")
    first = (db.session.scalar(highest, {"table": table}) or 0) + 1
    return list(range(first, first + many))


def count(published: Sequence[Newcomer]) -> Mapping[int, int]:
    """Count newcomers in their articles and up their paths, where they too may stand.

    Returns by how many each of those that were there before is raised.
    """
    by_article: dict[int, list[Newcomer]] = {}
    for each in published:
        by_article.setdefault(each.article.id, []).append(each)
    for same in by_article.values():
        newest = max(each.comment.created_at for each in same)
        articles.counted(same[0].article, by=len(same), at=newest)
        articles.touch(same[0].article)
    rows = [each.comment for each in published]
    above = Counter(number for row in rows for number in thread.ancestors_of(row.path))
    for row in rows:
        row.reply_count = above.pop(row.id, 0)
    return above


def insert_whole(rows: Sequence[Comment]) -> None:
    """Insert rows past the session, whose book-keeping would cost as much again."""
    written = [{name: vars(row)[name] for name in WRITTEN} for row in rows]
    db.session.connection().execute(insert(Comment), written)


def raise_reply_counts(by_id: Mapping[int, int]) -> None:
    if not by_id:
        return
    more: BindParameter[int] = bindparam("by")
    raising = update(Comment).where(Comment.id == bindparam("number")).values(comments.raised(more))
    rows = [{"number": number, "by": by} for number, by in sorted(by_id.items())]
    db.session.connection().execute(raising, rows)
