import pytest
from flask import Flask

from comments_service.actions import administering
from tests.edge.moderator.school import School
from tests.edge.moderator.world import World


@pytest.fixture
def settings(settings: dict[str, str]) -> dict[str, str]:
    """The limits are not what is tested here."""
    return {
        **settings,
        "COMMENTS_POSTING_LIMIT": "1000 per minute",
        "COMMENTS_LIMITS_FACTOR": "100",
    }


@pytest.fixture
def world(app: Flask) -> World:
    """A post-moderated site `daily`, another `weekly`, and a moderator's key of the first."""
    made = World(app, app.test_client(), "")
    made.site("daily")
    made.site("weekly")
    made.key = made.new_key("daily")
    return made


@pytest.fixture
def careful(world: World) -> World:
    """The same, with `daily` pre-moderated."""
    with world.app.app_context():
        administering.set_site("daily", name=None, origins=None, rules={"moderation": "pre"})
    return world


@pytest.fixture
def school(world: World) -> School:
    return School(world)
