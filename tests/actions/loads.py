"""Records to load, and what a database holds of them, told without its ids."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select

from comments_service.domain import thread
from comments_service.storage import sites
from comments_service.storage.db import Base, db, snapshot
from comments_service.storage.models import Article, ArticleKey, Author, Comment, Event

Kind = TypeVar("Kind", bound=Base)

BEGUN = datetime(2026, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
MAPPED = {"id", "site_id", "article_id", "key_id", "parent_id", "root_id", "path", "author_id"}


def record(number: int, *, under: int | None = None, **other: Any) -> dict[str, Any]:
    found = {
        "article": "a",
        "text": f"Number *{number}*",
        "author": {"subject": f"s{number % 3}", "name": f"Name {number % 3}"},
        "created_at": (BEGUN + timedelta(seconds=number)).isoformat(),
        "source": "archive",
        "source_id": str(number),
        **other,
    }
    return found if under is None else {**found, "parent_source_id": str(under)}


def deep(first: int, replies: int, article: str) -> list[dict[str, Any]]:
    """A comment with replies under replies, deeper than any page shows them."""
    chain = [record(first + n, under=first + n - 1, article=article) for n in range(1, replies + 1)]
    return [record(first, article=article), *chain]


def all_kinds() -> list[dict[str, Any]]:
    """Return what may come in a file: good, odd, repeated and refused, of articles that mingle."""
    apart = [deep(100, 12, "a"), deep(200, 12, "b"), [record(n, article="c") for n in range(3)]]
    mingled = [each for same in zip(*(part[:3] for part in apart), strict=True) for each in same]
    rest = [each for part in apart for each in part[3:]]
    early = {"created_at": BEGUN.isoformat()}
    return [
        *mingled,
        *rest,
        record(1, article="elsewhere", text="its source is known, so it begins no article"),
        record(300, under=102),
        record(300, under=102, text="once more, in another text"),
        record(301, article="b", under=101),
        record(302, under=999),
        record(303, under=103, **early),
        record(304, text=" \u200b\n"),
        record(305, text="x" * 10_001),
        record(306, text="\0"),
        record(307, created_at="2999-01-01T00:00:00Z"),
        record(
            308, text="Zu\u0308rich e\u0301 \u202eabc <b>&amp; https://news.example.org/?a=1&b=2"
        ),
        record(309, article="Cafe\u0301", title="Café", url="https://news.example.org/cafe"),
        record(310, article="Café", under=309, author={"subject": "s9", "name": "First"}),
        record(311, article="Café", title="Another", author={"subject": "s9", "name": " Then  "}),
        record(312, article="undefined"),
        record(313, author={"subject": "s1"}),
        record(314, colour="red"),
        record(315, under=112, text="**below the deepest**"),
        record(317, created_at=None, text="as it comes"),
        record(318, created_at=None, under=317),
        record(316, created_at="1969-07-20T20:17:40.5+02:00"),
    ]


def rows(slug: str) -> dict[str, Any]:
    """Tell what is kept of a site: comments by their source, and what hangs on them."""
    with snapshot():
        site_id = sites.by_slug(slug).id
        comments = of(Comment, site_id)
        return {
            "comments": comments_of(comments),
            "articles": articles_of(of(Article, site_id)),
            "keys": sorted(each.key for each in of(ArticleKey, site_id)),
            "authors": authors_of(of(Author, site_id)),
            "events": events_of(comments, of(Event, site_id)),
        }


def of(kind: type[Kind], site_id: int) -> Sequence[Kind]:
    return db.session.scalars(select(kind).filter_by(site_id=site_id)).all()


def comments_of(comments: Sequence[Comment]) -> dict[str, Any]:
    names: dict[int | None, str | None] = {each.id: each.source_id for each in comments}
    keys = {each.id: each.key for each in db.session.scalars(select(ArticleKey))}
    articles = {each.id: each.key for each in db.session.scalars(select(Article))}
    authors = {each.id: each.subject for each in db.session.scalars(select(Author))}
    kept = [column.key for column in Comment.__table__.columns if column.key not in MAPPED]
    return {
        str(each.source_id): {
            **{name: getattr(each, name) for name in kept},
            "article": articles[each.article_id],
            "key": keys[each.key_id],
            "author": authors[each.author_id],
            "parent": names.get(each.parent_id),
            "root": names[each.root_id],
            "path": [names[number] for number in thread.ids_of(each.path)],
            "times": [each.path[at : at + 8] for at in range(0, len(each.path), thread.STEP)],
        }
        for each in comments
    }


def articles_of(articles: Sequence[Article]) -> dict[str, Any]:
    # Not its version: many comments at once are one change of what a reader sees.
    kept = ("title", "url", "hinted_title", "hinted_url", "locked", "comment_count")
    return {
        each.key: [*(getattr(each, name) for name in kept), each.last_comment_at]
        for each in articles
    }


def authors_of(authors: Sequence[Author]) -> dict[str, Any]:
    return {
        str(each.subject): (each.issuer, each.kind, each.name, each.generation) for each in authors
    }


def events_of(comments: Sequence[Comment], events: Sequence[Event]) -> list[tuple[str, str]]:
    names = {each.id: str(each.source_id) for each in comments}
    return sorted((each.kind, names[each.object_id]) for each in events)
