"""A small app with limits and nothing else: no database, no doors."""

from pathlib import Path
from typing import Any

from flask import Flask, request  # noqa: TID251  # the views below are its edge

from comments_service import config
from comments_service.domain.errors import Invalid
from comments_service.edge import errors, limits, metrics
from comments_service.storage.counters.guard import Guarded
from tests.storage.counters.stores import Clock


def app(home: Path, **settings: str) -> Flask:
    """Serve `POST /charge?name=&author=&key=&amount=&fail=`.

    Its time stands still, so no window ends while a test counts in it.
    """
    made = Flask("small")
    made.extensions["comments_config"] = config.load({"COMMENTS_HOME": str(home), **settings})
    metrics.init_app(made)
    errors.init_app(made)
    limits.init_app(made)
    store(made).shared.clock = Clock()  # type: ignore[attr-defined]  # of the SQLite store
    made.add_url_rule("/charge", view_func=charge, methods=["POST"])
    made.add_url_rule("/read", view_func=dict)
    return made


def charge() -> dict[str, Any]:
    for name in request.args.getlist("name"):
        limits.charge(
            name,
            author_id=request.args.get("author", type=int),
            key_id=request.args.get("key", type=int),
            amount=request.args.get("amount", 1, type=int),
        )
    if "fail" in request.args:
        raise Invalid
    return {}


def store(made: Flask) -> Guarded:
    found: Guarded = made.extensions["comments_limits"].store
    return found
