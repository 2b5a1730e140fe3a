"""Connections to PostgreSQL: one that the server has closed is not used again."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from comments_service import create_app
from tests import databases
from tests.api import Api
from tests.conftest import settings_for

OTHERS = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture
def database(postgresql_databases: databases.Postgresql) -> databases.Postgresql:
    return postgresql_databases


def test_a_post_goes_through_after_the_server_has_closed_all_connections(
    database: databases.Postgresql, tmp_path: Path
) -> None:
    with database.fresh() as url:
        app = create_app(settings_for(url, tmp_path))
        thread = Api(app).site()
        thread.write()
        engine = create_engine(url)
        with engine.connect() as connection:
            closed = connection.execute(text(OTHERS)).scalars().all()
        engine.dispose()

        thread.write()

        assert closed
        assert all(closed)
        assert thread.count() == 2
        databases.let_go(app)
