"""What each route forbids a browser, to the letter. A route that is not listed fails here."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from comments_service import create_app
from comments_service.actions import demonstrating
from comments_service.edge import hardening
from tests import databases
from tests.api import Api

pytestmark = pytest.mark.slow

HOME = "https://news.example.org"
INERT = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
OURS = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors "
)
DESK = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
DEMO = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
DOCS = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"


class Seen(NamedTuple):
    policy: str
    html: bool = True


DATA, FRAGMENT, PAGE = Seen(INERT, html=False), Seen(INERT), Seen(f"{OURS}'none'")
# What a route answers with, and what it refuses with. Under /api/v1/ nothing is ever a page.
ROUTES: Mapping[str, tuple[Seen, Seen]] = {
    r"/api/v1/.+": (DATA, DATA),
    r"/openapi\.json|/docs\.css|/healthz|/readyz|/metrics": (DATA, DATA),
    r"/feeds/(atom|json)|/embed/v1/(ld|embed\.json)": (DATA, DATA),
    r"/embed/v1/(thread|discussed|related|comments|act|preview|me)": (FRAGMENT, FRAGMENT),
    r"/embed/v1/<name>": (DATA, FRAGMENT),
    r"/embed/v1/frame": (Seen(OURS + HOME), PAGE),
    r"/(t|c/<id:comment_id>|mine|notice(/<receipt>)?|appeal|embed/doctor)": (PAGE, PAGE),
    r"/docs": (Seen(DOCS), DATA),
    r"/demo(/<slug>)?": (Seen(DEMO), DATA),
    r"/desk/\w+\.(css|csv|js)": (Seen(DESK, html=False), Seen(DESK)),
    r"/desk(/(?!\w+\.(css|csv|js)$).+)?": (Seen(DESK), Seen(DESK)),
}
PLACE = {"site": "demo", "article": "night-trams"}
# What stands in a path: something that there is, and something that there is not.
PARTS = {"slug": ("night-trams", "nothing"), "name": ("embed.js", "nothing.js")}
COMMENT = ("1", "999999")


@pytest.fixture
def demo(settings: dict[str, str]) -> Iterator[Api]:
    app = create_app({**settings, "COMMENTS_DEMO": "1"})
    with app.app_context():
        demonstrating.make([HOME])
    yield Api(app)
    databases.let_go(app)


def listed(rule: str) -> list[tuple[Seen, Seen]]:
    return [seen for pattern, seen in ROUTES.items() if re.fullmatch(pattern, rule)]


def rules(demo: Api) -> list[Rule]:
    return sorted(demo.app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))


def answers(demo: Api, rule: Rule) -> Iterator[TestResponse]:
    """Ask for a route by each of its methods: as it should be, and so that it is refused."""
    client = demo.app.test_client()
    for method in sorted((rule.methods or set()) - {"OPTIONS"}):
        for there, query in enumerate((PLACE, {"site": "nowhere", "article": "null"})):
            parts = {name: PARTS.get(name, COMMENT)[there] for name in rule.arguments}
            _, path = rule.build(parts) or ("", "")
            yield client.open(path, method=method, query_string=query)


def carried(answer: TestResponse) -> dict[str, str | None]:
    return {name: answer.headers.get(name) for name in wanted(DATA)}


def wanted(seen: Seen) -> dict[str, str | None]:
    return {
        "Content-Security-Policy": seen.policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin" if seen.html else None,
        "Permissions-Policy": hardening.PERMISSIONS if seen.html else None,
    }


def test_t27_every_route_is_listed_once(demo: Api) -> None:
    found = {rule.rule: len(listed(rule.rule)) for rule in rules(demo)}

    assert {rule: times for rule, times in found.items() if times != 1} == {}
    for pattern in ROUTES:
        assert any(re.fullmatch(pattern, rule) for rule in found), pattern


def test_t27_every_answer_forbids_what_is_listed(demo: Api) -> None:
    seen: set[tuple[str, bool]] = set()
    for rule in rules(demo):
        ((well, badly),) = listed(rule.rule)
        for answer in answers(demo, rule):
            refused = answer.status_code >= 400
            seen.add((rule.rule, refused))
            assert carried(answer) == wanted(badly if refused else well), answer.request.url

    for page in ("/t", "/c/<id:comment_id>", "/embed/v1/frame", "/embed/v1/<name>", "/demo/<slug>"):
        assert seen >= {(page, True), (page, False)}, page


def test_t27_what_is_nowhere_forbids_everything(demo: Api) -> None:
    for path in ("/", "/nowhere", "/api/v1/nowhere", "/embed/v1/no/where"):
        answer = demo.app.test_client().get(path)

        assert answer.status_code == 404
        assert carried(answer) == wanted(DATA)


def test_t27_a_form_that_is_given_back_is_a_page_that_nobody_frames(demo: Api) -> None:
    form = {**PLACE, "text": "", "form": "forged", "back": "/t"}
    here = {"Origin": "http://localhost"}

    answer = demo.app.test_client().post("/embed/v1/comments", data=form, headers=here)

    assert answer.status_code == 400
    assert carried(answer) == wanted(PAGE)


def test_t27_no_page_of_ours_may_ask_for_a_device() -> None:
    assert re.fullmatch(r"([a-z-]+=\(\), )*[a-z-]+=\(\)", hardening.PERMISSIONS)
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(
        hardening.PERMISSIONS.split(", ")
    )
