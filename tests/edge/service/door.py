"""What a test says to the service door, in few words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

API = "/api/v1"


@dataclass(frozen=True)
class Door:
    client: FlaskClient
    site: str
    key: str

    def item(self, text: str = "Hello", **fields: Any) -> dict[str, Any]:
        return {"site": self.site, "article": "a", "text": text, **fields}

    def post(self, text: str = "Hello", **fields: Any) -> TestResponse:
        return self.send("/comments", self.item(text, **fields))

    def batch(self, items: Sequence[Any], **headers: str) -> TestResponse:
        return self.send("/comments/batch", {"items": items}, **headers)

    def results(self, items: Sequence[Any], **headers: str) -> list[dict[str, Any]]:
        """Post a batch that is taken, and answer its results."""
        answer = self.batch(items, **headers)
        assert answer.status_code == 200, answer.text
        results: list[dict[str, Any]] = answer.get_json()["results"]
        return results

    def send(self, path: str, body: Any, **headers: str) -> TestResponse:
        credential = {"Authorization": f"Bearer {self.key}"}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(API + path, json=body, headers=credential | named)

    def page(self, article: str = "a", **query: Any) -> dict[str, Any]:
        asked = {"site": self.site, "article": article, "replies": 20, **query}
        page: dict[str, Any] = self.client.get(f"{API}/comments", query_string=asked).get_json()
        return page

    def count(self, article: str = "a") -> int:
        asked = {"site": self.site, "article": article}
        counts = self.client.get(f"{API}/counts", query_string=asked).get_json()["counts"]
        number: int = counts[article]
        return number


def sourced(number: int, **fields: Any) -> dict[str, Any]:
    """Say where an item comes from, and which it is there."""
    return {"source": "archive", "source_id": str(number), **fields}
