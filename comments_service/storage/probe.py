"""Whether the database answers, and whether it is the one that this code was written for."""

import sqlite3
from functools import cache

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from comments_service import config
from comments_service.domain.errors import Busy, Unavailable
from comments_service.storage.db import db, snapshot

# Up to this version two processes that meet in a rare moment can damage a WAL file.
LAST_RISKY_SQLITE = (3, 51, 2)


def answers() -> bool:
    return ask("SELECT 1") is not None


def is_current() -> bool:
    """Say whether every migration has been made, and none that this code does not know."""
    return ask("SELECT version_num FROM alembic_version") == newest_revision()


def ask(question: str) -> object | None:
    try:
        with snapshot():
            found: object | None = db.session.scalar(text(question))
    except (SQLAlchemyError, Busy, Unavailable):
        return None
    return found


@cache
def newest_revision() -> str | None:
    # Loading Alembic takes longer than everything else that a probe does.
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    return ScriptDirectory(str(config.MIGRATIONS)).get_current_head()


def sqlite_is_risky(workers: int) -> bool:
    """Say whether the linked SQLite is too old for several processes."""
    return workers > 1 and sqlite3.sqlite_version_info <= LAST_RISKY_SQLITE
