"""A comment service: threads per article, moderated, embedded anywhere."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from comments_service import cli, config
from comments_service.edge import (
    accesslog,
    caching,
    cors,
    docs,
    errors,
    front,
    hardening,
    health,
    limits,
    metrics,
    moderator,
    openapi,
    pages,
    paths,
    reader,
    service,
    showcase,
    widget,
)
from comments_service.storage import db, models

__all__ = ["create_app", "models"]


class Json(DefaultJSONProvider):
    """JSON as it is sent: in UTF-8, compact, in the order of the schemas."""

    ensure_ascii = False
    sort_keys = False

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        # `jsonify` brings separators of its own.
        return super().dumps(obj, **{"separators": (",", ":"), **kwargs})


def create_app(settings: Mapping[str, str] | None = None) -> Flask:
    """Wire the service up; `settings` stand over the environment's (`config.SETTINGS`)."""
    app = Flask(__name__, static_folder=None)
    app.json = Json(app)
    known = config.init_app(app, settings)
    db.init_app(app, known)

    accesslog.init_app(app)
    metrics.init_app(app)
    errors.init_app(app)
    caching.init_app(app)
    hardening.init_app(app)
    pages.init_app(app, known)
    cors.init_app(app)
    limits.init_app(app)
    paths.init_app(app)

    app.register_blueprint(health.door)
    app.register_blueprint(openapi.door)
    app.register_blueprint(docs.door)
    app.register_blueprint(reader.door)
    app.register_blueprint(moderator.door)
    app.register_blueprint(moderator.desk.door)
    app.register_blueprint(service.door)
    app.register_blueprint(widget.door)
    if known.demo:
        app.register_blueprint(showcase.door)

    front.init_app(app, known)
    cli.init_app(app)
    return app
