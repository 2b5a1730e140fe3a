"""What a call costs: statements are counted, and plans read, with many rows on the table."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event, insert, text

from comments_service.domain import thread as paths
from comments_service.storage.db import db, snapshot, transaction
from comments_service.storage.models import Article, ArticleKey, Author, Comment
from tests.api import Api, Thread, told
from tests.queries import queries

PAGE = 4
POST = 14
KEY = {"Idempotency-Key": "once"}


@pytest.mark.parametrize("sort", ["newest", "oldest", "top"])
def test_a_page_takes_at_most_four_statements(thread: Thread, sort: str) -> None:
    roots = [thread.write() for _ in range(5)]
    for root in roots:
        thread.reply(thread.reply(root))
    thread.pin(roots[-1])

    with queries() as sent:
        page = thread.page(sort=sort, limit=3)
    with queries() as sent_next:
        thread.page(sort=sort, limit=3, cursor=page["next_cursor"])

    assert len(page["pinned"]) == 1
    assert len(sent) <= PAGE, sent
    assert len(sent_next) < PAGE, sent_next


def test_a_page_takes_as_many_statements_for_many_roots_as_for_one(thread: Thread) -> None:
    for _ in range(8):
        thread.reply(thread.write())

    with queries() as few:
        thread.page(limit=1)
    with queries() as many:
        thread.page(limit=100)

    assert len(few) == len(many)


def test_other_reads_cost_as_little(thread: Thread) -> None:
    root = thread.write()
    reply = thread.reply(root)

    for path in (
        *(f"/comments/{reply['id']}", f"/comments/{root['id']}/replies"),
        *(f"/{name}?site={thread.site}&article=an-article" for name in ("counts", "head")),
    ):
        with queries() as sent:
            told(thread.api.ask("GET", path), 200)
        assert len(sent) <= 3, (path, sent)


def test_a_post_takes_at_most_fourteen_statements(thread: Thread) -> None:
    reply = thread.reply(thread.write())
    token = thread.guest().token
    named = {"author": {"name": "Ada"}, "title": "T", "url": "https://news.example.org/"}
    renamed = {"author": {"name": "Ada, renamed"}}
    below = {"parent_id": reply["id"], "headers": KEY}

    for place, more in (
        (thread.of("new"), {"headers": KEY, **named}),
        (thread.of("newer"), {"headers": KEY, "token": token}),
        (thread, {**below, **named}),
        (thread, {**below, "token": token, "headers": {"Idempotency-Key": "twice"}}),
        (thread, {**below, **renamed, "token": token, "headers": {"Idempotency-Key": "thrice"}}),
    ):
        with queries() as sent:
            told(place.send(**more), 201)
        assert len(sent) <= POST, (len(sent), sent)


def test_a_replay_takes_less_than_the_post(thread: Thread) -> None:
    thread.send(headers=KEY)

    with queries() as sent:
        assert thread.send(headers=KEY).headers["Idempotent-Replay"] == "true"

    assert len(sent) <= 6, sent


ROOTS, LONG = 300, 5_000


@pytest.fixture(scope="module")
def crowded(api: Api) -> Thread:
    """A thread of some thousands between other threads of as many, with much put away."""
    thread = api.site()
    for name in ("before", "an-article", "behind"):
        fill(api.app, thread.of(name))
    with api.app.app_context(), transaction():
        db.session.execute(text("ANALYZE"))
    return thread


def fill(app: Flask, thread: Thread) -> None:
    """Write rows as posting would have, thousands at once."""
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    site_id = thread.site_id
    with app.app_context(), transaction():
        article = Article(site_id=site_id, key=thread.article, created_at=begun)
        author = Author(site_id=site_id, kind="guest", name="Guest", created_at=begun)
        db.session.add_all([article, author])
        db.session.flush()
        key = ArticleKey(site_id=site_id, key=thread.article, article_id=article.id)
        db.session.add(key)
        db.session.flush()
        first = (db.session.scalar(text("SELECT max(id) FROM comment")) or 0) + 1
        rows = list(rows_of(first, begun))
        same = {
            "site_id": site_id,
            "article_id": article.id,
            "key_id": key.id,
            "author_id": author.id,
            "author_name": "Guest",
            "author_kind": "guest",
            "text": "Hello",
            "html": "<p>Hello</p>",
            "text_policy": 1,
            "reasons": [],
        }
        db.session.execute(insert(Comment), [{**same, **row} for row in rows])
        article.comment_count = sum(row["status"] == "published" for row in rows)
    with app.app_context(), transaction():
        if db.session.get_bind().dialect.name == "postgresql":
            db.session.execute(
                text("SELECT setval(pg_get_serial_sequence('comment', 'id'), max(id)) FROM comment")
            )


def rows_of(first: int, begun: datetime) -> Iterator[dict[str, Any]]:
    """A few hundred roots, the first with thousands of replies, and twice as many put away."""
    for number in range(3 * ROOTS + LONG):
        at = begun + timedelta(seconds=number)
        step = paths.step(at, first + number)
        root = number < 3 * ROOTS
        away = root and number % 3 > 0
        replies = LONG if number == 0 else 0
        yield {
            "id": first + number,
            "parent_id": None if root else first,
            "root_id": first + number if root else first,
            "depth": 0 if root else 1,
            "path": step if root else paths.step(begun, first) + step,
            "status": "rejected" if away else "published",
            "shown": not away,
            "pinned": number in {0, 3, 6},
            "created_at": at,
            "published_at": None if away else at,
            "up": number % 7,
            "score": number % 7,
            "reply_count": replies,
        }


@pytest.mark.parametrize(
    ("path", "indexes"),
    [
        ("/comments?sort=newest", {"newest", "branch", "pinned"}),
        ("/comments?sort=oldest", {"newest", "branch", "pinned"}),
        ("/comments?sort=top", {"top", "branch", "pinned"}),
        ("/head?", {"published"}),
        ("/comments/{root}/replies?limit=100", {"branch"}),
        ("/comments/{root}?", {"branch"}),
    ],
)
def test_reads_walk_their_own_index_and_sort_nothing(
    crowded: Thread, path: str, indexes: set[str]
) -> None:
    page = crowded.page(sort="oldest", limit=1)
    place = "" if "{root}" in path else f"&site={crowded.site}&article=an-article"
    url = path.replace("{root}", str(page["comments"][0]["id"])).removesuffix("?") + place
    url = url.replace("?&", "?") if "?" in url else url.replace("&", "?", 1)

    plans = list(plans_of(crowded.api, url))

    used = set(re.findall(r"ix_comment_(\w+)", "\n".join(plans)))
    assert used == indexes, plans
    for plan in plans:
        assert not re.search(r"SCAN comment|Seq Scan on comment|TEMP B-TREE|Sort", plan), plan


def test_the_pages_behind_a_cursor_walk_the_same_index(crowded: Thread) -> None:
    for sort in ("newest", "oldest", "top"):
        cursor = crowded.page(sort=sort, limit=25)["next_cursor"]
        url = f"/comments?site={crowded.site}&article=an-article&sort={sort}&cursor={cursor}"

        (roots, *_) = [plan for plan in plans_of(crowded.api, url) if "ix_comment" in plan]

        assert ("ix_comment_top" if sort == "top" else "ix_comment_newest") in roots
        assert not re.search(r"SCAN|Seq Scan|TEMP B-TREE|Sort", roots), roots


def plans_of(api: Api, url: str) -> Iterator[str]:
    """Ask once, and then ask the database how it goes about each statement."""
    for statement, parameters in statements(api, url):
        with api.app.app_context(), snapshot():
            connection = db.session.connection()
            postgresql = connection.dialect.name == "postgresql"
            explain = "EXPLAIN " if postgresql else "EXPLAIN QUERY PLAN "
            found = connection.exec_driver_sql(explain + statement, parameters)
            yield "\n".join(str(row[-1]) for row in found)


def statements(api: Api, url: str) -> list[tuple[str, Any]]:
    sent: list[tuple[str, Any]] = []

    def note(_conn: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if statement.startswith("SELECT"):
            sent.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        told(api.ask("GET", url), 200)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return sent
