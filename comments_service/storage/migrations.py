"""Migrations, by Alembic through Flask-Migrate.

It is imported where it is used: it takes half a second, which no worker should wait for.
"""

from flask import current_app

from comments_service import config
from comments_service.storage.db import db


def upgrade() -> None:
    """Bring the database up to date; what it already is stays as it is."""
    import flask_migrate  # noqa: PLC0415  # see above

    ready()
    flask_migrate.upgrade()


def revision(message: str) -> None:
    import flask_migrate  # noqa: PLC0415  # see above

    ready()
    flask_migrate.migrate(message=message)


def ready() -> None:
    import flask_migrate  # noqa: PLC0415  # see above

    if "migrate" not in current_app.extensions:
        folder = str(config.MIGRATIONS)
        flask_migrate.Migrate(current_app, db, directory=folder, render_as_batch=True)
