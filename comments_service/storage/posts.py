"""One post in few statements, each of them built once, and past the session.

Half of a post's time went into SQLAlchemy's session: statements put together for each request,
rows made into watched objects, flushes that look for what has changed. But a post knows what it
reads and what it writes. Its rows are objects in no session here, and what becomes of them is
written by the statements of this file alone.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Row, bindparam, insert, select, update
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from comments_service.domain import policy
from comments_service.storage import articles, comments, crowds
from comments_service.storage.articles import Place
from comments_service.storage.crowds import DEFAULTS, WRITTEN
from comments_service.storage.db import Base, bare, connection, db
from comments_service.storage.models import Article, Comment
from comments_service.storage.policies import LAYERS, VERSIONS, Terms, along

ONLY_WRITER = -1


@dataclass(frozen=True)
class Ground:
    """What a new comment stands on: its locked article, the terms there, and what it replies to.

    `number` is the id that was taken for it.
    """

    place: Place
    terms: Terms
    parent: Comment | None
    number: int


def find(site_id: int, key: str, parent_id: int | None) -> Ground | None:
    """Lock the article that `key` names until the transaction ends, and read what it needs."""
    asked = {"site_id": site_id, "key": key, "parent_id": parent_id}
    while (locked := lock(site_id, key)) is not None:
        row = connection().execute(FIND, asked).first()
        # A merge may have moved the key while we waited for the lock.
        if row is None or locked in {row.id, ONLY_WRITER}:
            return ground_of(row) if row else None
    return None


def lock(site_id: int, key: str) -> int | None:
    """Lock the article and answer its id; who writes to SQLite has locked all of it."""
    if connection().dialect.name == "sqlite":
        return ONLY_WRITER
    return connection().execute(LOCK, {"site_id": site_id, "key": key}).scalar()


def ground_of(row: Row[Any]) -> Ground:
    key_id, number, rules, bans, *found = tuple(row)
    terms = Terms(policy.read(*found[:FROM_ARTICLE]), rules, bans)
    article = bare(Article, OF_ARTICLE, found[FROM_ARTICLE:FROM_PARENT])
    return Ground(Place(article, key_id), terms, parent_of(found[FROM_PARENT:]), number)


def parent_of(found: list[Any]) -> Comment | None:
    return bare(Comment, OF_PARENT, found) if found[0] else None


def begin(site_id: int, key: str, terms: Terms, now: datetime) -> Ground:
    """Make an article with its first key, or lock the one that another was quicker to make."""
    place = articles.begin(site_id, key, now)
    db.session.flush()
    db.session.expunge(place.article)
    (number,) = crowds.take_numbers(Comment, 1)
    return Ground(place, terms, None, number)


def add(comment: Comment, ground: Ground, parent: Comment | None, *, depth: int) -> None:
    """Insert a comment where its thread shows it, and count it.

    `depth`: how many display ancestors a comment may have.
    """
    vars(comment).update(DEFAULTS, id=ground.number)
    comments.begin(comment, ground.place, parent)
    comments.stand(comment, parent, depth=depth)
    fields = vars(comment)
    connection().execute(INSERT, {name: fields[name] for name in WRITTEN})
    if comment.published_at is not None:
        comments.count(ground.place.article, comment, by=1, at=comment.published_at)


def save(article: Article) -> None:
    """Write what has become of an article that a post stands on."""
    fields = vars(article)
    changed = {f"new_{name}": fields.get(name) for name in CHANGING}
    connection().execute(SAVE, {"article_id": article.id, **changed})


class next_number(FunctionElement[int]):  # noqa: N801  # is written like a function of SQL
    """The id of the comment that is inserted next.

    Taken before, it can stand in the row's own path: each row is written once, and whole.
    """

    type = BigInteger()
    inherit_cache = True


@compiles(next_number, "postgresql")
def of_sequence(*_: Any, **__: Any) -> str:
    return "nextval(pg_get_serial_sequence('comment', 'id'))"


@compiles(next_number, "sqlite")
def of_only_writer(*_: Any, **__: Any) -> str:
    return "coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'comment'), 0) + 1"


ARTICLES, COMMENTS, KEYS, SITES = (
    Base.metadata.tables[name] for name in ("article", "comment", "article_key", "site")
)
CHANGING = (
    *("title", "url", "hinted_title", "hinted_url"),
    *("version", "comment_count", "last_comment_at"),
)
OF_ARTICLE = ("id", "key", "locked", "created_at", *CHANGING)
OF_PARENT = ("id", "article_id", "key_id", "path", "status", "created_at")
FROM_ARTICLE = len(LAYERS)
FROM_PARENT = FROM_ARTICLE + len(OF_ARTICLE)
ASKED = (KEYS.c.site_id == bindparam("site_id"), KEYS.c.key == bindparam("key"))
LOCK = (
    select(ARTICLES.c.id)
    .join_from(ARTICLES, KEYS, KEYS.c.article_id == ARTICLES.c.id)
    .where(*ASKED)
    .with_for_update(key_share=True, of=ARTICLES)
)
PARENT = COMMENTS.alias("parent")
FIND = along(
    select(
        KEYS.c.id.label("key_id"),
        next_number(),
        *VERSIONS,
        *LAYERS,
        *(ARTICLES.c[name] for name in OF_ARTICLE),
        *(PARENT.c[name].label(f"parent_{name}") for name in OF_PARENT),
    )
    .join_from(KEYS, ARTICLES, ARTICLES.c.id == KEYS.c.article_id)
    .join(SITES, SITES.c.id == KEYS.c.site_id)
    .join(PARENT, PARENT.c.id == bindparam("parent_id"), isouter=True)
    .where(*ASKED)
)
INSERT = insert(COMMENTS)
SAVE = (
    update(ARTICLES)
    .where(ARTICLES.c.id == bindparam("article_id"))
    .values({name: bindparam(f"new_{name}") for name in CHANGING})
)
