"""A database of 220,000 comments, for plans: small tables are read whole by any planner.

Rows are written as posting would have left them, past it, since a page's plan asks how many
there are and not how they came. `tests/bench/seeding.py` makes them through the bulk path.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import Connection, insert, text

from comments_service.domain import thread
from comments_service.storage.db import db, transaction
from comments_service.storage.models import Article, ArticleKey, Author

LONG, WIDE, ARTICLES, EACH = 60_000, 20_000, 20_000, 2
# So many wait for a moderator, on an article of their own.
WAITING = 100_000
BRANCH = 2
AUTHORS = 500
# What says that it was reported was so by one reader, when it was written.
REPORTS = text(
    "INSERT INTO report (comment_id, author_id, reason, weight, created_at) "
    "SELECT id, :author_id, 'spam', 100, created_at FROM comment WHERE report_count > 0"
)
BEGUN = datetime(2025, 1, 1, tzinfo=UTC)
COLUMNS = (
    *("id", "site_id", "article_id", "key_id", "parent_id", "root_id", "depth", "path"),
    *("author_id", "author_name", "author_kind", "text", "html", "text_policy", "status"),
    *("reasons", "shown", "pinned", "version", "created_at", "queue_at", "published_at"),
    *("up", "down", "score", "reply_count", "report_count", "source", "source_id"),
)


@dataclass(frozen=True)
class Large:
    """Where the rows are: the ids of the articles, and of the root that all of one reply to."""

    site_id: int
    long: int
    wide: int
    root: int


@dataclass
class Filler:
    """Makes rows for one site, whose tables are still empty."""

    site_id: int
    authors: Sequence[int]
    number: int = 0

    def rows(self) -> Iterator[tuple[Any, ...]]:
        yield from (self.root(1, at, replies=0) for at in range(LONG))
        yield from self.branch(2, WIDE)
        for article in range(3, 3 + ARTICLES):
            for _ in range(EACH // BRANCH):
                yield from self.branch(article, BRANCH - 1)
        yield from (self.row(3 + ARTICLES, None, "held", 0) for _ in range(WAITING))

    def root(self, article: int, at: int, *, replies: int) -> tuple[Any, ...]:
        status = "published" if replies or at % 4 else ("held", "rejected", "spam")[at % 3]
        return self.row(article, None, status, replies)

    def branch(self, article: int, replies: int) -> Iterator[tuple[Any, ...]]:
        yield self.root(article, 0, replies=replies)
        above = (self.number, thread.step(self.moment(), self.number))
        for _ in range(replies):
            yield self.row(article, above, "published", 0)

    def moment(self) -> datetime:
        return BEGUN + timedelta(seconds=self.number)

    def row(
        self, article: int, above: tuple[int, bytes] | None, status: str, replies: int
    ) -> tuple[Any, ...]:
        self.number += 1
        number, at, shown = self.number, self.moment(), status == "published"
        root, path = above or (number, b"")
        score = number * 7919 % 50
        return (
            *(number, self.site_id, article, article, above and root, root, int(above is not None)),
            *(path + thread.step(at, number), self.authors[number % len(self.authors)], "Guest"),
            *("guest", "Hello", "<p>Hello</p>", 1, status, "[]", shown, number in {5, 6, 7}, 1),
            *(at, at, at if shown else None, score, 0, score, replies, int(number % 997 == 0)),
            *("large", str(number)),
        )


def fill(app: Flask, site_id: int, own: int) -> Large:
    """Write the rows; every 50th comment is by `own`, the id of an author who is there."""
    with app.app_context():
        with transaction():
            authors = [own, *people(site_id, own)]
            db.session.execute(insert(Article), list(articles(site_id)))
            db.session.execute(insert(ArticleKey), list(keys(site_id)))
        mixed = [own if not number % 50 else each for number, each in enumerate(authors)]
        with app.extensions["comments_engines"]["write"].begin() as connection:
            write(connection, Filler(site_id, mixed).rows())
            connection.execute(REPORTS, {"author_id": own})
            connection.execute(text("ANALYZE"))
    return Large(site_id, 1, 2, LONG + 1)


def people(site_id: int, own: int) -> list[int]:
    many = range(own + 1, own + AUTHORS)
    given = {"site_id": site_id, "kind": "guest", "name": "Guest", "created_at": BEGUN}
    db.session.execute(insert(Author), [{**given, "id": number} for number in many])
    return list(many)


def articles(site_id: int) -> Iterator[dict[str, Any]]:
    for number in range(1, 4 + ARTICLES):
        yield {"id": number, "site_id": site_id, "key": f"article-{number}", "created_at": BEGUN}


def keys(site_id: int) -> Iterator[dict[str, Any]]:
    for each in articles(site_id):
        yield {"id": each["id"], "site_id": site_id, "key": each["key"], "article_id": each["id"]}


def write(connection: Connection, rows: Iterator[tuple[Any, ...]]) -> None:
    """Copy the rows by the quickest way that the database has."""
    named = f"comment ({', '.join(COLUMNS)})"
    cursor = connection.connection.cursor()
    if connection.dialect.name == "postgresql":
        # What the rows lean on is there; to look for it a million times takes half a minute.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL statement_timeout = 0")
        with cursor.copy(f"COPY {named} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    at = [number for number, name in enumerate(COLUMNS) if name.endswith("_at")]
    marks = ", ".join("?" * len(COLUMNS))
    values = [
        tuple(thread.microseconds(v) if n in at and v else v for n, v in enumerate(row))
        for row in rows
    ]
    cursor.executemany(f"INSERT INTO {named} VALUES ({marks})", values)  # noqa: S608  # our names
