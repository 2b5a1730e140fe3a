"""The API as its clients use it: JSON in, JSON out, and threads to talk in.

The service runs once for all tests that only talk to it (`api`); each of them makes sites
of its own there, so that none sees what another wrote.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from comments_service.actions import administering
from comments_service.edge import openapi
from comments_service.storage import articles, comments
from comments_service.storage.db import transaction

ORIGIN = "https://news.example.org"
PREFIX = "/api/v1"
numbers = itertools.count(1)


@dataclass(frozen=True)
class Api:
    app: Flask

    def ask(
        self,
        method: str,
        path: str,
        *,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
        network: str | None = None,
        **request: Any,
    ) -> TestResponse:
        """Send one request; without a `network` from one of its own, as limits count those."""
        sent = {"Authorization": f"Bearer {token}"} if token else {}
        answer = self.app.test_client(use_cookies=False).open(
            PREFIX + path if path.startswith("/") else path,
            method=method,
            headers={**sent, **(headers or {})},
            environ_overrides={"REMOTE_ADDR": network or new_network()},
            **request,
        )
        assert undocumented(self.app, answer) is None
        return answer

    def site(self, *, origins: tuple[str, ...] = (ORIGIN,), **rules: str) -> "Thread":
        """Make a site with these policies, and answer with an empty thread of it."""
        slug = f"site-{next(numbers)}"
        with self.app.app_context():
            administering.create_site(slug, f"The site {slug}", origins, rules)
        return Thread(self, slug)

    def key(self, slug: str | None, *scopes: str) -> str:
        with self.app.app_context():
            return administering.create_key(slug, "service", scopes)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Change the database past the API, for what no call of it does."""
        with self.app.app_context(), transaction():
            yield


@dataclass(frozen=True)
class Thread:
    """A thread of one article, as a reader uses it."""

    api: Api
    site: str
    article: str = "an-article"

    @property
    def place(self) -> dict[str, str]:
        return {"site": self.site, "article": self.article}

    def of(self, article: str) -> "Thread":
        return replace(self, article=article)

    def send(self, text: Any = "Hello", **more: Any) -> TestResponse:
        """Try to post; what is named as in `Api.ask` goes there, all else into the body."""
        asked = {name: more.pop(name) for name in ("token", "headers", "network") if name in more}
        return self.api.ask("POST", "/comments", json={**self.place, "text": text, **more}, **asked)

    def write(self, text: str = "Hello", **more: Any) -> Any:
        """Post and return the comment."""
        return told(self.send(text, **more), 201, 202)["comment"]

    def reply(self, to: Any, text: str = "Hello", **more: Any) -> Any:
        return self.write(text, parent_id=to["id"], **more)

    def guest(self, text: str = "Hello", **more: Any) -> "Written":
        """Post as a new guest, and return what they hold then."""
        posted = told(self.send(text, **more), 201, 202)
        return Written(posted["comment"], posted["token"])

    def get(self, path: str, **query: Any) -> TestResponse:
        return self.api.ask("GET", path, query_string={**self.place, **query})

    def page(self, **query: Any) -> Any:
        return told(self.get("/comments", **query), 200)

    def head(self) -> Any:
        return told(self.get("/head"), 200)

    def count(self) -> int:
        counted: int = told(self.get("/counts"), 200)["counts"][self.article]
        return counted

    def me(self, token: str) -> Any:
        return told(self.api.ask("GET", "/me", query_string=self.place, token=token), 200)

    def pages(self, **query: Any) -> Iterator[Any]:
        """Walk from the first page to the last by cursor."""
        return walk(lambda cursor: self.page(**query, **cursor))

    def branch(self, top: Any, **query: Any) -> Any:
        path = f"/comments/{top['id']}/replies"
        return told(self.api.ask("GET", path, query_string=query), 200)

    def move(self, comment: Any, status: str) -> None:
        """Decide about a comment, as a moderator would."""
        with self.api.writing():
            found = comments.lock(comment["id"])
            comments.move(found.article, found.comment, status, now=found.comment.created_at)

    def pin(self, comment: Any, *, pinned: bool = True) -> None:
        with self.api.writing():
            found = comments.lock(comment["id"])
            found.comment.pinned = pinned
            articles.touch(found.article)

    def lock(self, *, locked: bool = True) -> None:
        with self.api.writing():
            place = articles.lock(self.site_id, self.article)
            assert place is not None
            place.article.locked = locked
            articles.touch(place.article)

    @property
    def site_id(self) -> int:
        with self.api.app.app_context():
            return next(one.id for one in administering.every_site() if one.slug == self.site)

    def rules(self, **rules: str) -> None:
        with self.api.app.app_context():
            administering.set_site(self.site, name=None, origins=None, rules=rules)


@dataclass(frozen=True)
class Written:
    """A comment, and the token of the guest who was made by writing it."""

    comment: Any
    token: str

    @property
    def id(self) -> int:
        number: int = self.comment["id"]
        return number


def told(response: TestResponse, *statuses: int) -> Any:
    """Return the JSON of an answer that has one of these statuses."""
    assert response.status_code in statuses, (response.status, response.get_data(as_text=True))
    return response.get_json()


def refusal(response: TestResponse, status: int) -> tuple[str, list[str]]:
    """Return the code and the names of the wrong fields of a refusal, which is problem+json."""
    problem = told(response, status)
    assert response.mimetype == "application/problem+json"
    assert list(problem) == ["type", "title", "status", "code", "detail", "errors"]
    assert problem["status"] == status
    return problem["code"], sorted(problem["errors"])


def undocumented(app: Flask, answer: TestResponse) -> str | None:
    """Return the code of a refusal that /openapi.json does not name for what was asked."""
    asked = answer.request
    try:
        rule, _ = app.url_map.bind("").match(asked.path, asked.method, return_rule=True)
    except HTTPException:
        return None
    if not rule.rule.startswith(PREFIX) or answer.status_code < 400 or asked.method == "OPTIONS":
        return None
    path = openapi.described()["paths"][re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)]
    method = asked.method.lower().replace("head", "get")
    told = path[method]["responses"].get(str(answer.status_code), {})
    code = str((answer.get_json() or {}).get("code"))
    return None if f"`{code}`" in told.get("description", "") else code


def ids(found: Any) -> list[int]:
    return [comment["id"] for comment in found]


def every(comments: Any) -> Iterator[Any]:
    """Walk through comments and all replies that are nested in them, as they are read."""
    for one in comments:
        yield one
        yield from every(one["replies"])


def together(pages: Iterable[Any]) -> list[Any]:
    return [comment for page in pages for comment in page["comments"]]


def walk(page_at: Callable[[dict[str, str]], Any]) -> Iterator[Any]:
    cursor: dict[str, str] = {}
    while True:
        page = page_at(cursor)
        yield page
        if page["next_cursor"] is None:
            return
        cursor = {"cursor": page["next_cursor"]}


def new_network() -> str:
    number = next(numbers)
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
