from collections.abc import Callable
from typing import Any

import pytest

from comments_service.actions import administering
from tests.api import Api, told

Backfill = Callable[..., list[Any]]


@pytest.fixture
def backfill(api: Api) -> Backfill:
    """Post items in one batch with a key that reaches all sites; answer their results."""
    with api.app.app_context():
        key = administering.create_key(None, "Archive", ["post"])

    def post(items: list[dict[str, Any]]) -> list[Any]:
        answer = api.ask("POST", "/comments/batch", json={"items": items}, token=key)
        results: list[Any] = told(answer, 200)["results"]
        return results

    return post
