from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from comments_service import create_app
from comments_service.actions import administering
from tests import databases
from tests.browser.desk.rooms import Room, Seen
from tests.conftest import settings_for
from tests.edge.moderator.world import World
from tests.services.live import served


@pytest.fixture
def room(sqlite_databases: databases.Sqlite, tmp_path: Path, chromium: Browser) -> Iterator[Room]:
    """A served desk. A browser sees the same on both databases: tests/edge compares them."""
    with sqlite_databases.fresh() as database:
        settings = {**settings_for(database, tmp_path), "COMMENTS_LIMITS_FACTOR": "100"}
        app = create_app(settings)
        world = World(app, app.test_client(), "")
        world.site("daily", moderation="pre")
        world.site("weekly")
        world.key = world.new_key(None)
        with app.app_context():
            administering.invite("Dana", None, "admin")
            administering.invite("Robin", "daily", "moderator")
        with served(app) as base:
            yield Room(world, chromium, base, Seen(base))
        for context in chromium.contexts:
            context.close()
        databases.let_go(app)
