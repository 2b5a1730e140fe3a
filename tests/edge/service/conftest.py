from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from comments_service.storage import articles, sites
from comments_service.storage.db import transaction
from tests.edge.service.door import Door


@pytest.fixture
def run(app: Flask) -> Callable[..., list[str]]:
    """Run a command as an operator does, and answer the lines that it printed."""

    def command(*words: str) -> list[str]:
        result = app.test_cli_runner().invoke(args=["comments", *words])
        assert result.exit_code == 0, result.output
        return result.output.splitlines()

    return command


@pytest.fixture
def site(run: Callable[..., list[str]]) -> str:
    run("sites", "create", "gazette", "--name", "The Gazette", "--origin", "https://example.org")
    return "gazette"


@pytest.fixture
def key(run: Callable[..., list[str]], site: str) -> str:
    return run("keys", "create", "--site", site, "--scopes", "read,post")[-1]


@pytest.fixture
def door(client: FlaskClient, site: str, key: str) -> Door:
    return Door(client, site, key)


@pytest.fixture
def lock(app: Flask, site: str) -> Callable[[str], None]:
    """Lock an article."""

    def locked(key: str) -> None:
        with app.app_context(), transaction():
            place = articles.lock(sites.by_slug(site).id, key)
            assert place is not None
            place.article.locked = True

    return locked
