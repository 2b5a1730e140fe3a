from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect, text

from comments_service.storage.db import db
from tests.databases import Databases, Sqlite
from tests.queries import queries


@pytest.fixture
def kept(kind: str, request: pytest.FixtureRequest) -> Databases:
    found: Databases = request.getfixturevalue(f"{kind}_databases")
    return found


def test_each_test_has_empty_tables_of_its_own(kept: Databases) -> None:
    with kept.fresh() as one, kept.fresh() as other:
        with opened(one) as engine, engine.begin() as connection:
            connection.execute(text("CREATE TABLE left_behind (number INTEGER)"))

        with opened(other) as engine, engine.connect() as connection:
            tables = set(inspect(connection).get_table_names())
            assert connection.execute(text("SELECT count(*) FROM site")).scalar_one() == 0

    assert tables == set(db.metadata.tables)


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    engine = create_engine(url)
    yield engine
    engine.dispose()


def test_what_a_test_leaves_is_removed(tmp_path: Path) -> None:
    with Sqlite(tmp_path).fresh() as url:
        file = Path(url.removeprefix("sqlite:///"))
        assert file.exists()

    assert not file.exists()


def test_a_database_is_asked_for_by_name(database: str) -> None:
    assert database.startswith(("sqlite:///", "postgresql+psycopg://"))


def test_queries_are_counted_and_begin_is_none() -> None:
    engine = create_engine("sqlite://")
    with queries() as sent, engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql("SELECT 1")
        connection.exec_driver_sql("SELECT 2")
        connection.rollback()
    engine.dispose()

    assert sent == ["SELECT 1", "SELECT 2"]
