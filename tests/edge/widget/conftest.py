"""What the tests of this door share: a site, a page of it, and a way to write from there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from comments_service.actions import administering

ORIGIN = "https://paper.example.org"
OTHER = "https://other.example.org"


class Outline(HTMLParser):
    """The tags and attributes of an answer, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [
            attrs
            for name, attrs in self.tags
            if name == tag and all(attrs.get(key) == value for key, value in wanted.items())
        ]

    def hidden(self, name: str) -> str:
        """Return what a form carries without showing it."""
        return next(str(one["value"]) for one in self.all("input", name=name))


@dataclass
class Page:
    """A page of the site: what its script, or a form on a page of ours, would send."""

    client: FlaskClient
    site: str = "paper"
    article: str = "a/1"
    headers: dict[str, str] = field(default_factory=lambda: {"Origin": ORIGIN})

    def get(self, path: str, **query: object) -> TestResponse:
        known = {"site": self.site, "article": self.article, **query}
        return self.client.get(f"{path}?{urlencode(known)}")

    def send(self, door: str, **fields: object) -> TestResponse:
        data = {"site": self.site, "article": self.article, **fields}
        return self.client.post(f"/embed/v1/{door}", data=data, headers=self.headers)

    def post(self, text: str, **fields: object) -> dict[str, str]:
        """Post a comment and return what the answer's section says of it."""
        response = self.send("comments", text=text, **fields)
        assert response.status_code in {201, 202}, response.text
        return section(response)


def section(response: TestResponse) -> dict[str, str]:
    """Return the data of the section that every answer is."""
    found = next(attrs for attrs in Outline(response.text).all("section") if "data-ct" in attrs)
    return {name.removeprefix("data-"): str(value) for name, value in found.items() if value}


Make = Callable[..., Any]


@pytest.fixture
def settings(settings: dict[str, str]) -> dict[str, str]:
    return {**settings, "COMMENTS_POSTING_LIMIT": "1000 per minute"}


@pytest.fixture
def site(app: Flask) -> Make:
    """Set a policy of the site."""

    def set_policy(**rules: str) -> None:
        with app.app_context():
            administering.set_site("paper", name=None, origins=None, rules=rules)

    with app.app_context():
        administering.create_site("paper", "The Paper", [ORIGIN], {})
        administering.create_site("other", "The Other", [OTHER], {})
    return set_policy


@pytest.fixture
def page(client: FlaskClient, site: Make) -> Page:
    return Page(client)


@pytest.fixture
def ours(client: FlaskClient, site: Make) -> Page:
    """A page of ours, whose forms work without a script."""
    return Page(client, headers={"Origin": "http://localhost"})
