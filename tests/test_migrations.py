"""The migrations make what the models say, on both databases, with rows in the tables too."""

from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade
from sqlalchemy import CheckConstraint, Connection, Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from comments_service.actions import moderating, verifying
from comments_service.actions.moderating import Ruling
from comments_service.storage import migrations
from comments_service.storage.authors import Subject
from comments_service.storage.db import db
from tests.api import Api, ids

DANA = Subject("moderator", "desk", "1", "Dana")
# SQLite writes what it was told, PostgreSQL what it understood.
DEFINITIONS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}
TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
}
NUMBERED_ONCE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'",
    "postgresql": "SELECT table_name FROM information_schema.columns"
    " WHERE column_default LIKE 'nextval%'",
}


@pytest.fixture
def empty(app: Flask) -> Flask:
    with engine(app).begin() as connection:
        db.metadata.drop_all(connection)
    return app


def engine(app: Flask) -> Engine:
    found: Engine = app.extensions["comments_engines"]["write"]
    return found


def migrate(app: Flask) -> None:
    with app.app_context():
        migrations.upgrade()


def indexes(app: Flask) -> dict[str, str]:
    with engine(app).connect() as connection:
        asked = text(DEFINITIONS[connection.dialect.name])
        found = {name: " ".join(sql.split()) for name, sql in connection.execute(asked)}
    return {name: sql for name, sql in found.items() if "alembic" not in name}


def triggers(app: Flask) -> dict[str, str]:
    with engine(app).connect() as connection:
        asked = text(TRIGGERS[connection.dialect.name])
        return {name: " ".join(sql.split()) for name, sql in connection.execute(asked)}


def checks(connection: Connection) -> set[tuple[str, str | None]]:
    found = inspect(connection)
    return {
        (table, check["name"])
        for table in db.metadata.tables
        for check in found.get_check_constraints(table)
    }


def test_a_migrated_database_is_what_the_models_say(empty: Flask) -> None:
    migrate(empty)

    with engine(empty).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_the_checks_that_alembic_does_not_see_are_there_by_name(empty: Flask) -> None:
    migrate(empty)

    named = {
        (table.name, str(constraint.name))
        for table in db.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }
    assert len(named) >= 4
    with engine(empty).connect() as connection:
        assert checks(connection) == named


def test_each_index_is_partial_on_the_same_condition(app: Flask) -> None:
    made = indexes(app)
    with engine(app).begin() as connection:
        db.metadata.drop_all(connection)

    migrate(app)

    assert len(made) > 20
    assert indexes(app) == made


def test_what_the_database_refuses_it_refuses_after_a_migration_too(app: Flask) -> None:
    made = triggers(app)
    with engine(app).begin() as connection:
        db.metadata.drop_all(connection)

    migrate(app)

    assert len(made) == 2
    assert triggers(app) == made


def test_decisions_that_are_older_than_their_chain_are_chained(empty: Flask) -> None:
    migrate(empty)
    thread = Api(empty).site()
    with empty.app_context():
        for reason in ("One", "Two"):
            wanted = Ruling("reject", reason, 1)
            moderating.decide(thread.write()["id"], DANA, wanted, charge=lambda _name: None)
        downgrade(revision="0002")

    migrate(empty)

    with empty.app_context():
        (slug,) = verifying.slugs(None)
        found = verifying.verify(slug)
    assert (found.head.number, found.flaw) == (2, None)


def test_no_id_is_ever_given_twice(empty: Flask) -> None:
    migrate(empty)

    numbered = {
        table.name
        for table in db.metadata.tables.values()
        if table.dialect_options["sqlite"]["autoincrement"]
    }
    with engine(empty).connect() as connection:
        asked = text(NUMBERED_ONCE[connection.dialect.name])
        assert set(connection.scalars(asked)) == numbered


def test_c158_a_database_with_comments_is_migrated_again_and_keeps_them(empty: Flask) -> None:
    migrate(empty)
    thread = Api(empty).site()
    root = thread.write()
    for _ in range(20):
        thread.reply(root)
    before = thread.page(replies=20)

    migrate(empty)

    after = thread.page(replies=20)
    assert after == before
    assert len(ids(after["comments"][0]["replies"])) == 20


def test_a_migration_can_be_taken_back_and_made_again(empty: Flask) -> None:
    migrate(empty)
    thread = Api(empty).site()
    thread.reply(thread.write())

    with empty.app_context():
        downgrade(revision="base")

    with engine(empty).connect() as connection:
        assert set(inspect(connection).get_table_names()) == {"alembic_version"}
    migrate(empty)
    assert Api(empty).site().write()["status"] == "published"


def test_foreign_keys_are_watched_after_a_migration(empty: Flask) -> None:
    migrate(empty)
    orphan = "INSERT INTO moderator (site_id, name, role, created_at) VALUES (7, 'a', 'b', :now)"

    with engine(empty).begin() as connection:
        now = 0 if connection.dialect.name == "sqlite" else datetime.now(UTC)
        with pytest.raises(IntegrityError):
            connection.execute(text(orphan), {"now": now})


def test_a_migration_that_breaks_off_has_not_happened(
    empty: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("half-way")

    monkeypatch.setattr("alembic.operations.base.BatchOperations.create_index", broken)

    with empty.app_context(), pytest.raises(SystemExit):
        migrations.upgrade()

    with engine(empty).connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
