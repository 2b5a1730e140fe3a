from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.loud import Loud
from tests.services import chromium as chromium_service
from tests.services import postgresql as postgresql_service
from tests.services import redis as redis_service


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Loud(config), "loud")


@pytest.fixture(scope="session")
def loud(pytestconfig: pytest.Config) -> Loud:
    plugin = pytestconfig.pluginmanager.get_plugin("loud")
    assert isinstance(plugin, Loud)
    return plugin


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
