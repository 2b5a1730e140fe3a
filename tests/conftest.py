from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from comments_service import create_app
from tests import databases
from tests.api import Api, Thread
from tests.loud import Loud
from tests.services import chromium as chromium_service
from tests.services import postgresql as postgresql_service
from tests.services import redis as redis_service

DATABASES = ("sqlite", "postgresql")

# The same examples everywhere and no deadline, so that a run says something of the code and
# nothing of chance or of the machine. `--hypothesis-profile default` looks for new ones.
hypothesis.settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=DATABASES, help="run on this one; without it, on both")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Loud(config), "loud")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run whatever asks for a database, itself or through `app` or `api`, once on each."""
    chosen = metafunc.config.getoption("--database")
    kinds = [chosen] if chosen else DATABASES
    if "database" in metafunc.fixturenames:
        metafunc.parametrize("database", kinds, indirect=True)
    if "kind" in metafunc.fixturenames:
        metafunc.parametrize("kind", kinds, indirect=True, scope="session")


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def app(settings: dict[str, str]) -> Iterator[Flask]:
    """The whole service, on a database with all its tables and nothing in them."""
    made = create_app(settings)
    yield made
    databases.let_go(made)


@pytest.fixture(scope="session")
def api(kind: str, request: pytest.FixtureRequest) -> Iterator[Api]:
    """The whole service, one for all tests that only talk to it: each makes its own sites."""
    factory: pytest.TempPathFactory = request.getfixturevalue("tmp_path_factory")
    made: databases.Databases = request.getfixturevalue(f"{kind}_databases")
    with made.fresh() as url:
        app = create_app(settings_for(url, factory.mktemp(kind)))
        yield Api(app)
        databases.let_go(app)


@pytest.fixture(scope="session")
def kind(request: pytest.FixtureRequest) -> str:
    """Which database it is: `sqlite`, and then `postgresql`."""
    named: str = request.param
    return named


@pytest.fixture
def thread(api: Api) -> Thread:
    """An empty thread on a site of the test's own."""
    return api.site()


@pytest.fixture
def settings(database: str, tmp_path: Path) -> dict[str, str]:
    """What the service is started with; a test may add to it before it asks for `app`."""
    return settings_for(database, tmp_path)


def settings_for(database: str, folder: Path) -> dict[str, str]:
    return {
        "COMMENTS_DATABASE_URL": database,
        "COMMENTS_HOME": str(folder / "home"),
        "COMMENTS_SECRET": "a secret of the tests that is long enough",
        "COMMENTS_PAGE_MIN_AGE": "0",
        "COMMENTS_POSTING_LIMIT": "100000 per minute",
    }


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a database of the test's own, on SQLite and then on PostgreSQL."""
    kind: databases.Databases = request.getfixturevalue(f"{request.param}_databases")
    with kind.fresh() as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> databases.Sqlite:
    return databases.Sqlite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_databases(postgresql: postgresql_service.Server) -> databases.Postgresql:
    return databases.Postgresql(postgresql)


@pytest.fixture(scope="session")
def postgresql(loud: Loud) -> Iterator[postgresql_service.Server]:
    """A real PostgreSQL, one a session; `database` gives each test its own place there."""
    with loud.started("PostgreSQL", postgresql_service.server()) as server:
        yield server


@pytest.fixture(scope="session")
def redis(loud: Loud) -> Iterator[redis_service.Server]:
    """A real Redis, one a session: a test that ends it starts one of its own."""
    with loud.started("Redis", redis_service.server()) as server:
        yield server


@pytest.fixture(scope="session")
def chromium(loud: Loud) -> Iterator[Browser]:
    """A real Chromium, one a session; a test opens a context of its own in it."""
    with loud.started("Chromium", chromium_service.browser()) as browser:
        yield browser


@pytest.fixture(scope="session")
def loud(pytestconfig: pytest.Config) -> Loud:
    plugin = pytestconfig.pluginmanager.get_plugin("loud")
    assert isinstance(plugin, Loud)
    return plugin
