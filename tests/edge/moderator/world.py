"""A site with readers and moderators, spoken to through the doors alone."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from comments_service.actions import administering
from comments_service.storage.db import db, snapshot
from comments_service.storage.models import Event
from tests.api import new_network

ARTICLE = "budget-2026"


@dataclass
class World:
    app: Flask
    client: FlaskClient
    key: str

    def site(self, slug: str, **rules: str) -> None:
        with self.app.app_context():
            administering.create_site(slug, slug.title(), [f"https://{slug}.example.org"], rules)

    def new_key(self, slug: str | None, *scopes: str, name: str = "Newsroom") -> str:
        with self.app.app_context():
            return administering.create_key(slug, name, scopes or ("moderate",))

    def call(
        self, method: str, path: str, *, key: str | None = None, **kwargs: Any
    ) -> TestResponse:
        sent = {"Authorization": f"Bearer {key or self.key}", **kwargs.pop("headers", {})}
        return self.client.open(f"/api/v1{path}", method=method, headers=sent, **kwargs)

    def post(
        self,
        text: str = "Well said.",
        *,
        parent: int | None = None,
        token: str | None = None,
        **more: Any,
    ) -> tuple[int, str]:
        """Post, as a new guest unless a token says who; answer the comment's id and the token."""
        body = {"site": "daily", "article": ARTICLE, "text": text, "parent_id": parent, **more}
        answer = self.client.post("/api/v1/comments", json=body, headers=bearer(token))
        assert answer.status_code in {201, 202}, answer.get_json()
        return answer.get_json()["comment"]["id"], token or answer.get_json()["token"]

    def report(
        self,
        comment_id: int,
        reason: str = "spam",
        detail: str | None = None,
        *,
        token: str | None = None,
    ) -> None:
        body = {"reason": reason, "detail": detail}
        path = f"/api/v1/comments/{comment_id}/reports"
        # From a network of its own: guests of one have one voice together.
        home = {"REMOTE_ADDR": new_network()}
        answer = self.client.post(path, json=body, headers=bearer(token), environ_overrides=home)
        assert answer.status_code == 201, answer.get_json()

    def decide(
        self,
        comment_id: int,
        action: str,
        *,
        version: int = 1,
        reason: str = "",
        rule: str | None = None,
        seen: int | None = None,
        **kwargs: Any,
    ) -> TestResponse:
        body = {"action": action, "reason": reason, "version": version, "rule": rule, "seen": seen}
        return self.call("PUT", f"/moderation/comments/{comment_id}/decision", json=body, **kwargs)

    def undo(self, comment_id: int, **kwargs: Any) -> TestResponse:
        return self.call("DELETE", f"/moderation/comments/{comment_id}/decision", **kwargs)

    def queue(self, name: str = "needs_review", **query: Any) -> Any:
        key = query.pop("key", None)
        asked = {"site": "daily", "filter": name, **query}
        answer = self.call("GET", "/moderation/queue", key=key, query_string=asked)
        assert answer.status_code == 200, answer.get_json()
        return answer.get_json()

    def ids(self, name: str = "needs_review", **query: Any) -> list[int]:
        return [item["comment"]["id"] for item in self.queue(name, **query)["items"]]

    def page(self) -> Any:
        query = {"site": "daily", "article": ARTICLE}
        return self.client.get("/api/v1/comments", query_string=query).get_json()

    def edit(self, comment_id: int, token: str, text: str, version: int = 1) -> TestResponse:
        return self.client.patch(
            f"/api/v1/comments/{comment_id}",
            json={"text": text, "version": version},
            headers={"Authorization": f"Bearer {token}"},
        )

    def delete(self, comment_id: int, token: str) -> None:
        sent = {"Authorization": f"Bearer {token}"}
        answer = self.client.delete(f"/api/v1/comments/{comment_id}", headers=sent)
        assert answer.status_code == 204

    def events(self) -> list[str]:
        """Return what was noted in the outbox, in order."""
        with self.app.app_context(), snapshot():
            return [event.kind for event in db.session.query(Event).order_by(Event.id)]


def bearer(token: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def problem(answer: TestResponse) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["code"]
