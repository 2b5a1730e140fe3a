"""Every attack of the corpora, posted and shown in a real browser, does nothing (t01).

On the page of a publisher with a strict policy of their own, in the frame, on the page that
stands alone and at the desk; as text and as name.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from comments_service import create_app
from comments_service.actions import administering
from comments_service.domain import names, text
from comments_service.domain.errors import Refused
from tests import corpora, databases
from tests.attacks import ATTACKS
from tests.services import api, gunicorn, ports

pytestmark = [pytest.mark.corpus, pytest.mark.browser]

# A page shows 25 top-level comments with three replies each.
REPLIES = 3
LOOKED_INTO = 100
MOST_ITEMS = 500
ON_ONE_PAGE = 25 * (1 + REPLIES)
LISTEN = """
addEventListener("securitypolicyviolation", event => {
  (window.reports ??= []).push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
}, true);
"""
HOST = """<!doctype html><html lang="en"><title>Host</title><h1>Host</h1>
<comment-thread site="open" article="{article}"></comment-thread>
<script type="module" async src="{url}/embed/v1/embed.js"></script>"""

HARM = """<img src="https://evil.example.org/x"><script>alert(1)</script>"""


class Host(BaseHTTPRequestHandler):
    """A publisher's page, under the strictest policy that the widget is documented for."""

    url = ""

    def do_GET(self) -> None:
        harm = HARM if self.path == "/harm" else ""
        page = (HOST.format(article=self.path.strip("/"), url=self.url) + harm).encode()
        policy = f"default-src 'none'; script-src {self.url}/embed/v1/; connect-src {self.url}"
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", f"{policy}; trusted-types 'none'")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class World:
    """The service, a publisher's page, and what a browser did on them that it must not."""

    service: gunicorn.Service
    host: str
    context: BrowserContext
    key: str
    desk_link: str
    wrong: list[str] = field(default_factory=list)

    def open(self) -> Page:
        page = self.context.new_page()
        page.on("dialog", self.dialog)
        page.on("request", lambda request: self.follow(request.url))
        page.on("pageerror", lambda error: self.wrong.append(f"error {error}"))
        return page

    def dialog(self, dialog: Any) -> None:
        self.wrong.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def follow(self, url: str) -> None:
        if not url.startswith((f"{self.service.url}/", f"{self.host}/")):
            self.wrong.append(f"request {url}")

    def go(self, page: Page, url: str) -> None:
        page.goto(url)
        for frame in page.frames:
            self.wrong += frame.evaluate("window.reports ?? []")

    def post(self, items: Sequence[dict[str, Any]]) -> list[int]:
        headers = {"Authorization": f"Bearer {self.key}"}
        answer = api.call(
            self.service.port, "POST", "/comments/batch", {"items": items}, headers=headers
        )
        assert answer.status == 200, answer.body
        results = answer.json["results"]
        assert [one for one in results if one["status"] >= 400] == []
        return [one["comment"]["id"] for one in results]


@pytest.fixture(scope="module")
def world(
    chromium: Browser, sqlite_databases: databases.Sqlite, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    home = tmp_path_factory.mktemp("xss")
    with sqlite_databases.fresh() as database, publisher() as (host, handler):
        settings = {
            "COMMENTS_DATABASE_URL": database,
            "COMMENTS_HOME": str(home),
            "COMMENTS_SECRET": "a secret of the tests that is long enough",
            "COMMENTS_LIMITS_FACTOR": "1000",
        }
        key, link = furnish(settings, host)
        with gunicorn.service(settings, home / "log", port=ports.free()) as service:
            handler.url = service.url
            context = chromium.new_context()
            context.add_init_script(LISTEN)
            yield World(service, host, context, key, link)
            context.close()


def furnish(settings: dict[str, str], host: str) -> tuple[str, str]:
    app = create_app(settings)
    with app.app_context():
        administering.create_site("open", "Open", [host], {})
        administering.create_site("held", "Held", [host], {"moderation": "pre"})
        key = administering.create_key(None, "importer", ["post"])
        administering.invite("Dana", None, "admin")
        token = administering.sign_in_token("Dana")
    databases.let_go(app)
    return key, token


@contextmanager
def publisher() -> Iterator[tuple[str, type[Host]]]:
    handler = type("OneHost", (Host,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", handler
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@cache
def attacks() -> list[str]:
    """Return every attack once that the service takes at all, the naughty strings first."""
    kinds = ["naughty", *(name for name in ATTACKS if name not in {"naughty", "commonmark"})]
    return list(dict.fromkeys(raw for kind in kinds for raw in ATTACKS[kind]() if taken(raw)))


def taken(raw: str) -> bool:
    try:
        text.render(raw)
    except Refused:
        return False
    return True


def named(raw: str) -> dict[str, str]:
    """Sign a comment with the attack itself where that is a name at all."""
    try:
        name = names.clean(raw[: names.LONGEST])
    except Refused:
        name = "Somebody"
    return {"subject": name, "name": name}


def held(some: Sequence[str]) -> list[dict[str, Any]]:
    """Put attacks where each waits for a moderator."""
    return [
        {"site": "held", "article": "attacks", "text": raw, "on_behalf_of": named(raw)}
        for raw in some
    ]


def thread(article: str, raws: Sequence[str]) -> list[dict[str, Any]]:
    """Put the attacks into one thread: top-level comments, and replies to them."""
    items = []
    for number, raw in enumerate(raws):
        root, place = divmod(number, REPLIES + 1)
        item: dict[str, Any] = {"site": "open", "article": article, "text": raw}
        item |= {"source": article, "source_id": f"{root}.{place}", "on_behalf_of": named(raw)}
        if place:
            item["parent_source_id"] = f"{root}.0"
        items.append(item)
    return items


def test_t01_no_attack_acts_in_a_browser(world: World) -> None:
    page = world.open()
    raws = attacks()

    for number, some in enumerate(portions(raws, ON_ONE_PAGE)):
        article = f"attacks-{number}"
        ids = world.post(thread(article, some))
        assert look(world, page, article) == set(ids)

    assert len(raws) > 7000
    assert world.wrong == []


def portions(raws: Sequence[str], most: int) -> list[Sequence[str]]:
    return [raws[at : at + most] for at in range(0, len(raws), most)]


def test_t01_no_attack_acts_at_the_desk(world: World) -> None:
    page = world.open()
    sign_in(world, page)
    waiting = {one for some in portions(attacks(), MOST_ITEMS) for one in world.post(held(some))}

    seen: set[int] = set()
    following: str | None = f"{world.service.url}/desk?site=held&queue=held"
    while following:
        world.go(page, following)
        seen |= set(listed(page))
        following = next_page(page)
    for comment_id in sorted(waiting)[:: len(waiting) // LOOKED_INTO]:
        world.go(page, f"{world.service.url}/desk/comments/{comment_id}")

    assert seen == waiting
    assert world.wrong == []


def sign_in(world: World, page: Page) -> None:
    page.goto(f"{world.service.url}/desk/sign-in?link={world.desk_link}")
    page.locator("main button").click()
    page.wait_for_url(f"{world.service.url}/desk**")


def listed(page: Page) -> list[int]:
    links = page.locator("main article h2 a")
    paths = links.evaluate_all("all => all.map(one => new URL(one.href).pathname)")
    return [int(path.rpartition("/")[2]) for path in paths]


def next_page(page: Page) -> str | None:
    found = page.locator(".more a").evaluate_all("all => all.map(one => one.href)")
    return str(found[0]) if found else None


def test_what_an_attack_would_do_is_seen(world: World) -> None:
    page = world.open()

    world.go(page, f"{world.host}/harm")

    reports, world.wrong = world.wrong, []
    assert {report.split()[0] for report in reports} == {"request", "img-src", "script-src-elem"}


def look(world: World, page: Page, article: str) -> set[int]:
    """Show a thread in every place; return the comments that were seen in each of them."""
    world.go(page, f"{world.host}/{article}")
    page.wait_for_selector("comment-thread article.ct-one")
    seen = [numbers(page)]
    query = urlencode({"site": "open", "article": article})
    for path in ("/t", "/embed/v1/frame"):
        world.go(page, f"{world.service.url}{path}?{query}")
        seen.append(numbers(page))
    assert seen[0] == seen[1] == seen[2]
    return set(seen[0])


def numbers(page: Page) -> list[int]:
    found = page.locator("article.ct-one").evaluate_all("all => all.map(one => one.dataset.id)")
    return [int(number) for number in found]


def test_naughty_strings_are_read_as_they_were_typed(world: World) -> None:
    page = world.open()
    raws = [raw for raw in corpora.load("text/blns.json") if taken(raw)]
    shown: dict[int, str] = {}
    for number, some in enumerate(portions(raws, ON_ONE_PAGE)):
        article = f"naughty-{number}"
        ids = world.post(thread(article, some))
        query = urlencode({"site": "open", "article": article})
        world.go(page, f"{world.service.url}/t?{query}")
        read = dict(zip(numbers(page), words(page), strict=True))
        shown |= {number: read[comment] for number, comment in enumerate(ids, len(shown))}

    wrong = [
        (raw, shown[number])
        for number, raw in enumerate(raws)
        if letters(shown[number]) != letters(text.plain(text.render(raw).html))
    ]

    assert wrong == []
    assert world.wrong == []


def words(page: Page) -> list[str]:
    bodies = page.locator("article.ct-one .ct-text")
    return [str(one) for one in bodies.evaluate_all("all => all.map(one => one.textContent)")]


def letters(shown: str) -> str:
    return "".join(shown.split())
