from collections.abc import Iterator

import pytest
from flask import Flask

from comments_service import create_app
from tests import databases
from tests.api import Api, Thread
from tests.edge.readers import Reader


@pytest.fixture
def paper(app: Flask) -> Thread:
    return Api(app).site()


@pytest.fixture
def reader(app: Flask, paper: Thread) -> Reader:
    return Reader(app, paper)


@pytest.fixture
def other(settings: dict[str, str], paper: Thread) -> Iterator[Reader]:
    """Another worker on the same database."""
    made = create_app(settings)
    yield Reader(made, paper)
    databases.let_go(made)


@pytest.fixture
def forgetful(settings: dict[str, str], paper: Thread) -> Iterator[Reader]:
    """Another worker, which keeps nothing."""
    made = create_app({**settings, "COMMENTS_PAGE_CACHE_BYTES": "0"})
    yield Reader(made, paper)
    databases.let_go(made)
