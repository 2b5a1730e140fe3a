"""Databases to measure on: many articles as readers leave them, and threads of every length.

All of it goes through the bulk path, so it is what a backfill would have made.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from sqlalchemy import func, select

from comments_service import config, create_app
from comments_service.actions import administering, loading
from comments_service.domain import text
from comments_service.domain.errors import SiteUnknown
from comments_service.domain.text import Rendered
from comments_service.storage import comments as stored
from comments_service.storage import migrations, sites
from comments_service.storage.db import db, snapshot
from comments_service.storage.models import Article
from tests.bench import conversations
from tests.bench.conversations import SOURCE, Record
from tests.databases import let_go

SITE = "bench"
ORIGIN = "https://news.example.org"
SECRET = "a secret of the measurements that is long enough"
LENGTHS = (10, 100, 1_000, 10_000, 100_000, 1_000_000)

FEW = 5_000
ARTICLE_KEYS = conversations.article("%")

Told = Callable[[int], None]


@dataclass(frozen=True)
class Thread:
    """A thread that stands out. `first` is its first comment: that which `replies` reply to."""

    article: str
    comments: int
    first: int


@dataclass(frozen=True)
class Seeded:
    """Where to read: `articles` are the keys of ordinary ones, in the order of their making."""

    site: str
    articles: Sequence[str]
    lengths: Mapping[int, Thread]
    nested: Thread | None
    wide: Thread | None


def seed(
    database_url: str,
    home: Path,
    *,
    comments: int,
    lengths: Sequence[int] = (),
    nested: int = 0,
    wide: int = 0,
    told: Told = lambda _: None,
) -> Seeded:
    """Make the tables and fill them; what an earlier call has seeded stays, and is added to.

    `comments` are spread over ordinary articles: some thousands under a few, two or three under
    most. `lengths`: for each a thread of so many top-level comments. `nested`: one comment with
    so many replies, each to the one before. `wide`: one with so many replies, all to itself.
    `told` hears after each transaction how many more are there.
    """
    with application(database_url, home):
        prepare()
        articles: dict[str, None] = {}
        fill(noted(conversations.ordinary(comments), articles), ARTICLE_KEYS, comments, told)
        return Seeded(
            SITE,
            list(articles),
            {most: thread(f"thread-{most}", conversations.flat, most, told) for most in lengths},
            thread("nested", conversations.nested, nested, told) if nested else None,
            thread("wide", conversations.wide, wide, told) if wide else None,
        )


@contextmanager
def application(database_url: str, home: Path) -> Iterator[None]:
    app = create_app(
        {
            "COMMENTS_DATABASE_URL": database_url,
            "COMMENTS_HOME": str(home),
            "COMMENTS_SECRET": SECRET,
        }
    )
    with app.app_context():
        yield
    let_go(app)


def prepare() -> None:
    migrations.upgrade()
    try:
        with snapshot():
            sites.by_slug(SITE)
    except SiteUnknown:
        administering.create_site(SITE, "Bench", [ORIGIN], {})


def noted(records: Iterable[Record], articles: dict[str, None]) -> Iterator[Record]:
    for record in records:
        articles[record["article"]] = None
        yield record


def thread(key: str, kind: Callable[[str, int], Iterator[Record]], most: int, told: Told) -> Thread:
    fill(kind(key, most), key, most, told)
    with snapshot():
        first = stored.by_source(sites.by_slug(SITE).id, SOURCE, f"{key}#0")
    if first is None:
        raise LookupError(f"{key} has no first comment")
    return Thread(key, most, first.id)


def fill(records: Iterator[Record], like: str, most: int, told: Told) -> None:
    """Load what is not there yet; a load that was broken off may have left a gap near its end."""
    there = max(0, already(like) - 2 * loading.WINDOW)
    left = enumerate(islice(records, there, None), there + 1)
    # To start processes takes a second or two.
    cores = os.cpu_count() or 1 if most - there > FEW else 0
    for progress in loading.load(
        SITE, left, depth=config.current().depth, cores=cores, render=remembered
    ):
        for _, error in progress.refused:
            raise error
        told(progress.made)


def already(like: str) -> int:
    asked = select(func.sum(Article.comment_count)).where(Article.key.like(like))
    with snapshot():
        return int(db.session.scalar(asked) or 0)


@lru_cache(maxsize=100_000)
def remembered(raw: str) -> Rendered:
    """Render a text once: the corpus has fewer of them than a database has comments."""
    return text.render(raw)
