"""A desk before a queue of comments that all wait, and a moderator's browser at it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from comments_service.actions import administering
from comments_service.storage.db import connection, transaction
from tests.bench import driving, seeding
from tests.bench.bench import Bench
from tests.bench.posts import UNLIMITED
from tests.bench.seeding import SITE
from tests.services import api
from tests.services.gunicorn import Service
from tests.waiting import hold_everything

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Desk:
    service: Service
    cookie: str
    token: str

    def page(self, path: str) -> bytes:
        """Write the request for a page, as the browser of who is signed in sends it."""
        headers = {**driving.BROWSER, "Cookie": self.cookie}
        return driving.request(self.service.port, "GET", path, headers)

    def form(self, path: str, **fields: object) -> bytes:
        """Write the request of a form, as the desk's script sends it."""
        headers = {
            "Cookie": self.cookie,
            "Origin": self.service.url,
            "Accept": "application/json",
            "Content-Type": FORM,
        }
        body = urlencode({"token": self.token, **fields}).encode()
        return driving.request(self.service.port, "POST", path, headers, body)


@contextmanager
def opened(bench: Bench) -> Iterator[Desk]:
    """Start the service where `sizes.held` comments wait, on a copy that may be written to."""
    with bench.library.copy(bench.library.ordinary(bench.sizes.held)) as home:
        link = prepared(home)
        with bench.service(home, UNLIMITED) as service:
            yield signed_in(service, link)


def prepared(home: Path) -> str:
    """Let everything wait, and return a moderator's link."""
    with seeding.application(f"sqlite:///{home / 'comments.db'}", home):
        with transaction():
            hold_everything(connection())
        administering.invite("Dana", SITE, "moderator")
        return administering.sign_in_token("Dana")


def signed_in(service: Service, link: str) -> Desk:
    headers = {"Origin": service.url, "Content-Type": FORM}
    body = urlencode({"link": link}).encode()
    answer = api.send(service.port, "POST", "/desk/sign-in", body, headers)
    if answer.status != HTTPStatus.SEE_OTHER:
        raise LookupError(f"the desk did not open: {answer.status}")
    cookie = (answer.headers["Set-Cookie"] or "").partition(";")[0]
    return Desk(service, cookie, token_of(service.port, {"Cookie": cookie}))


def token_of(port: int, headers: Mapping[str, str]) -> str:
    page = api.send(port, "GET", "/desk", headers=headers).body.decode()
    found = re.search('name="token" value="([^"]+)"', page)
    if found is None:
        raise LookupError("the desk's page has no form")
    return found[1]
