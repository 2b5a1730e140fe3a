"""With 220,000 comments on the table no page scans, sorts, or asks once for each comment."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from comments_service import create_app
from comments_service.actions import administering, clock
from comments_service.domain import cursor, thread
from comments_service.domain.cursor import Place
from comments_service.storage import queues
from comments_service.storage.db import db, snapshot
from comments_service.storage.models import Comment
from tests import databases, large
from tests.api import Api, told
from tests.conftest import settings_for
from tests.large import Large
from tests.queries import Sent, statements

pytestmark = pytest.mark.slow

SITE = "large"
# PostgreSQL tells its plan as a tree, SQLite in steps.
Plan = Mapping[str, Any] | list[str]
# Of all others there are few here; most of them grow with moderators and readers, not with talk.
MANY = {"comment", "article", "article_key", "author", "event"}
# What a page holds may be put in order; what a thread holds may not.
MOST_SORTED = 500
# In the planner's pages of 8 KB read one after the other: what ends that early reads no table.
CHEAP = 100
MOST_STATEMENTS = 8
COUNTED = "&".join(f"article=article-{number}" for number in range(3, 23))
LONG, WIDE = f"site={SITE}&article=article-1", f"site={SITE}&article=article-2"


@dataclass(frozen=True)
class World:
    """The large database, and who may ask for what."""

    api: Api
    large: Large
    token: str
    key: str

    def url(self, template: str) -> str:
        return template.format(root=self.large.root, **self.cursors())

    def cursors(self) -> Mapping[str, str]:
        """Places far behind the first page of each list."""
        with self.api.app.app_context(), snapshot():
            root, reply = (db.session.get(Comment, number) for number in (30_001, 80_000))
        assert root is not None
        assert reply is not None
        at = Place(root.score, thread.microseconds(root.created_at), root.id)
        return {
            **{sort: cursor.write(sort, self.large.long, at) for sort in cursor.SORTS},
            "branch": cursor.write_branch(self.large.root, reply.path),
        }

    def credential(self, url: str) -> str | None:
        return self.token if "/me?" in url else self.key if "/moderation/" in url else None


@pytest.fixture(scope="session")
def world(
    kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """The large database, made once a session on each kind."""
    made: databases.Databases = request.getfixturevalue(f"{kind}_databases")
    with made.fresh() as url:
        settings = settings_for(url, tmp_path_factory.mktemp(f"large-{kind}"))
        # Each page is made when it is asked for, the second time too.
        app = create_app({**settings, "COMMENTS_PAGE_CACHE_BYTES": "0"})
        yield filled(app)
        databases.let_go(app)


def filled(app: Flask) -> World:
    with app.app_context():
        site = administering.create_site(SITE, "Large", [], {})
        key = administering.create_key(SITE, "desk", ["moderate"])
    api = Api(app)
    guest = told(api.ask("POST", "/guests", json={"site": SITE}), 201)
    return World(api, large.fill(app, site.id, guest["author"]["id"]), guest["token"], key)


# Pages, and the indexes of `comment` that each walks.
PAGES: Mapping[str, set[str]] = {
    f"/comments?{LONG}": {"newest", "pinned"},
    f"/comments?{LONG}&sort=oldest": {"newest", "pinned"},
    f"/comments?{LONG}&sort=top": {"top", "pinned"},
    f"/comments?{LONG}&limit=100&cursor={{newest}}": {"newest"},
    f"/comments?{LONG}&sort=oldest&limit=100&cursor={{oldest}}": {"newest"},
    f"/comments?{LONG}&sort=top&limit=100&cursor={{top}}": {"top"},
    f"/comments?{WIDE}&replies=20": {"newest", "pinned", "branch"},
    "/comments/{root}": {"branch"},
    "/comments/80000": {"branch"},
    "/comments/{root}/replies?limit=100": {"branch"},
    "/comments/{root}/replies?cursor={branch}": {"branch"},
    f"/counts?site={SITE}&{COUNTED}": set(),
    f"/head?{LONG}": {"published"},
}
QUEUES = [
    *(f"/moderation/queue?site={SITE}&filter={name}" for name in queues.NAMES),
    f"/moderation/queue?site={SITE}&filter=search&words=hello",
    "/moderation/comments/80000",
]
HERE = "http://localhost"
OTHERS = [
    f"/me?{LONG}",
    *(f"{HERE}/embed/v1/{name}?{LONG}&sort=top" for name in ("thread", "frame")),
    f"{HERE}/embed/v1/related?site={SITE}&{COUNTED}",
    *(f"{HERE}/t?{LONG}", HERE + "/c/{root}", HERE + "/c/80000", f"{HERE}/embed/v1/thread?{WIDE}"),
    *(f"{HERE}/feeds/atom?{LONG}", f"{HERE}/feeds/json?site={SITE}", f"{HERE}/embed/v1/ld?{WIDE}"),
]


@pytest.mark.parametrize("template", [*PAGES, *OTHERS])
def test_a_page_scans_and_sorts_nothing(world: World, template: str) -> None:
    sent = asked(world, template)

    assert [words for each in sent for words in wrong(plan_of(world, each))] == []
    assert len(sent) <= MOST_STATEMENTS, sent


@pytest.mark.parametrize(("template", "indexes"), PAGES.items())
def test_a_page_walks_its_own_index(world: World, template: str, indexes: set[str]) -> None:
    plans = [str(plan_of(world, each)) for each in asked(world, template)]

    assert set(re.findall(r"ix_comment_(\w+)", "".join(plans))) == indexes


def test_a_list_of_the_most_discussed_walks_to_what_was_said_last(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # All that was ever said lies within its days.
    monkeypatch.setattr(clock, "now", lambda: large.BEGUN + timedelta(days=30))

    sent = asked(world, f"{HERE}/embed/v1/discussed?site={SITE}&days=365&limit=20")

    plans = [plan_of(world, each) for each in sent]
    assert [words for each in plans for words in wrong(each)] == []
    assert set(re.findall(r"ix_comment_(\w+)", str(plans))) == {"queue", "published"}


FIGURES = [
    f"/moderation/statistics?site={SITE}&since=2025-01-03&until=2025-01-03",
    f"/moderation/transparency?site={SITE}&year=2025",
    f"/moderation/appeals?site={SITE}",
    f"/moderation/notices?site={SITE}",
]


@pytest.mark.parametrize("template", FIGURES)
def test_what_is_counted_over_days_reads_these_days_alone(world: World, template: str) -> None:
    found = [words for each in asked(world, template) for words in wrong(plan_of(world, each))]

    # To group is to sort what these days hold, by one way or another.
    assert [words for words in found if not words.startswith(("USE TEMP B-TREE", "sorts"))] == []


@pytest.mark.parametrize("template", QUEUES)
def test_a_queue_scans_and_sorts_nothing_while_100_000_wait(world: World, template: str) -> None:
    sent = asked(world, template)

    assert [(each[0], words) for each in sent for words in wrong(plan_of(world, each))] == []


def test_what_is_new_in_a_queue_is_counted_along_an_index(world: World) -> None:
    since = large.BEGUN + timedelta(seconds=219_000)
    with world.api.app.app_context(), snapshot(), statements() as sent:
        for name in queues.QUEUES:
            queues.new(world.large.site_id, name, since)

    asked_for = [each for each in sent if each[0].startswith("SELECT")]
    assert [words for each in asked_for for words in wrong(plan_of(world, each))] == []
    assert len(asked_for) == sum(len(queue.parts) for queue in queues.QUEUES.values())


def test_a_scan_and_a_sort_would_be_found(world: World) -> None:
    plan = plan_of(world, ("SELECT id FROM comment ORDER BY text", ()))

    assert len(list(wrong(plan))) == 2


def asked(world: World, template: str) -> list[Sent]:
    """Ask for a page, and return the statements that made it, without those of the limits."""
    url = world.url(template)
    with statements() as sent:
        answer = world.api.ask("GET", url, token=world.credential(url))
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return [each for each in sent if each[0].startswith(("SELECT", "WITH"))]


def plan_of(world: World, sent: Sent) -> Plan:
    statement, parameters = sent
    with world.api.app.extensions["comments_engines"]["read"].connect() as connection:
        if connection.dialect.name == "postgresql":
            explained = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters)
            plan: Plan = explained.scalar_one()[0]["Plan"]
            return plan
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [str(row[-1]) for row in rows]


def wrong(plan: Plan) -> Iterator[str]:
    return of_sqlite(plan) if isinstance(plan, list) else of_postgresql(plan)


def of_postgresql(node: Mapping[str, Any]) -> Iterator[str]:
    kind, rows = node["Node Type"], node["Plan Rows"]
    if kind == "Limit" and node["Total Cost"] < CHEAP:
        return
    if kind == "Seq Scan" and node["Relation Name"] in MANY:
        yield f"reads all of {node['Relation Name']}"
    if "Sort" in kind and rows > MOST_SORTED:
        yield f"sorts {rows} rows by {node['Sort Key']}"
    for below in node.get("Plans", ()):
        yield from of_postgresql(below)


def of_sqlite(steps: list[str]) -> Iterator[str]:
    for step in steps:
        scanned = re.match(r"SCAN ([a-z_]+?)(_\d+)?( |$)", step)
        if scanned and scanned[1] in MANY:
            yield step
        if "TEMP B-TREE" in step:
            yield step
