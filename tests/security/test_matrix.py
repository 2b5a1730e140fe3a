"""Who is let in where (t03): every role at every route of the API and of the desk.

The routes are those of the application's own map: one that is not in the table fails here.
"""

import re
from collections.abc import Iterator

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from comments_service import create_app
from tests import databases
from tests.conftest import settings_for
from tests.security.roles import AT_DESK as MODERATORS_AT_DESK
from tests.security.roles import CANARY, MODERATORS, ROLES, World
from tests.security.routes import ROUTES, Let

pytestmark = pytest.mark.slow

DOORS = ("/api/v1/", "/desk")
KEPT_OUT = {401, 403, 404}
LAST = "POST /desk/sign-out"


@pytest.fixture(scope="module")
def world(
    sqlite_databases: databases.Sqlite, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """On SQLite alone: who is let in is decided before any database is asked for much."""
    with sqlite_databases.fresh() as url:
        settings = settings_for(url, tmp_path_factory.mktemp("matrix"))
        app = create_app({**settings, "COMMENTS_LIMITS_FACTOR": "1000"})
        yield World(app)
        databases.let_go(app)


def named(world: World) -> dict[str, Rule]:
    return {
        f"{method} {rule.rule}": rule
        for rule in world.app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        if rule.rule.startswith(DOORS)
    }


def test_t03_every_route_says_who_is_let_in(world: World) -> None:
    assert sorted(named(world)) == sorted(ROUTES)


def test_t03_only_who_is_listed_is_let_in(world: World) -> None:
    rules = named(world)
    wrong = [
        f"{role} is answered {answer.status_code} by {name}"
        for name in sorted(ROUTES, key=lambda name: (name == LAST, name))
        for let in ROUTES[name]
        for role, answer in asked(world, name.partition(" ")[0], rules[name], let)
        if not right(role, let, answer)
    ]

    assert wrong == []


def asked(world: World, method: str, rule: Rule, let: Let) -> Iterator[tuple[str, TestResponse]]:
    """Ask in every role: first in those that change nothing, then with something for each."""
    parts = made(world, rule, let)
    for role in sorted(ROLES, key=lambda role: (role in let.who, role)):
        if role in let.who:
            parts = made(world, rule, let)
        _, path = rule.build(parts) or ("", "")
        yield role, world.ask(role, method, path, let.asking)


def made(world: World, rule: Rule, let: Let) -> dict[str, object]:
    """Make what stands in the path; a `defaults` of the route is no part of it."""
    return {
        name: world.makers[let.made.get(name, name)]()
        for name in sorted(rule.arguments - set(rule.defaults or ()))
    }


def right(role: str, let: Let, answer: TestResponse) -> bool:
    if role not in let.who:
        return status_of(answer) in KEPT_OUT and CANARY not in answer.text
    tells = role in MODERATORS | MODERATORS_AT_DESK or CANARY not in answer.text
    # 409: it was let in, and what it asks for is so already.
    return tells and (status_of(answer) < 400 or answer.status_code == 409)


def status_of(answer: TestResponse) -> int:
    """Return the status; of a batch, that of its first item."""
    found = re.match(r'\{"results":\[\{"index":0,"status":(\d+)', answer.text)
    return int(found[1]) if found else answer.status_code


def test_t03_what_moderators_alone_may_read_is_read_by_them(world: World) -> None:
    author = world.first.comment["author"]["id"]
    for path in (f"/moderation/people/{author}", "/moderation/decisions?site=daily&comment=1"):
        answer = world.api.ask("GET", path, token=world.tokens["key moderate"])
        assert CANARY in answer.text
