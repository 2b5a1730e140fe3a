import pytest

from comments_service.actions import administering
from tests.edge.moderator.desk.browser import OURS, Desk
from tests.edge.moderator.world import World


def link_for(world: World, name: str) -> str:
    with world.app.app_context():
        return administering.sign_in_token(name)


def invited(world: World, name: str, site: str | None, role: str) -> Desk:
    """Invite somebody, and sign a browser of theirs in."""
    with world.app.app_context():
        administering.invite(name, site, role)
    client = world.app.test_client()
    form = {"link": link_for(world, name)}
    answer = client.post("/desk/sign-in", data=form, headers={"Origin": OURS})
    assert answer.status_code == 303
    return Desk(client)


@pytest.fixture
def desk(world: World) -> Desk:
    """A moderator of the site `daily`, signed in."""
    return invited(world, "Dana", "daily", "moderator")


@pytest.fixture
def admin(world: World) -> Desk:
    """An administrator of all sites, signed in."""
    return invited(world, "Robin", None, "admin")
