from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from comments_service.actions import administering
from tests.browser.conftest import Demo
from tests.browser.isolated.world import SITE, World
from tests.services import chromium as chromium_service


@pytest.fixture(scope="session")
def shipped(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium_service.as_shipped(chromium, tmp_path_factory.mktemp("shipped")) as browser:
        yield browser


@pytest.fixture(scope="session")
def publishers(demo: Demo, shipped: Browser) -> World:
    world = World(demo, shipped)
    with demo.app.app_context():
        administering.create_site(SITE, "The Paper", [world.paper, world.other], {})
    return world


@pytest.fixture
def world(publishers: World) -> Iterator[World]:
    made = World(publishers.demo, publishers.browser)
    yield made
    for each in made.readers:
        each.calm()
        each.context.close()
