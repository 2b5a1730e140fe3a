"""How a migration is run: through the turnstile, on SQLite with foreign keys off.

Alembic changes a table of SQLite by copying it and dropping the old one. With foreign
keys on, dropping a parent deletes its children silently; so they are off, which SQLite
allows outside a transaction alone, and are checked before the end.
"""

from alembic import context
from flask import current_app
from sqlalchemy import Connection, Engine

from comments_service.storage.db import db, turnstile


def write_connection() -> Engine:
    engine: Engine = current_app.extensions["comments_engines"]["write"]
    return engine


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        compare_type=True,
        # Alembic expects of SQLite that each statement commits by itself. Ours begins its
        # transactions explicitly, so a migration is whole there too, or has not happened.
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        check_foreign_keys(connection)


def check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"the migration would leave rows without their parents: {broken}")


with turnstile(), write_connection().connect() as connection:
    sqlite = connection.dialect.name == "sqlite"
    raw = connection.connection.dbapi_connection
    if sqlite and raw is not None:
        raw.execute("PRAGMA foreign_keys=OFF")
    try:
        run(connection)
    finally:
        if sqlite and raw is not None:
            raw.execute("PRAGMA foreign_keys=ON")
