"""How each database is opened: SQLite with WAL and FULL, PostgreSQL with a pool and time limits."""

import sqlite3
import time
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from comments_service.config import Config

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=5000",
    "foreign_keys=ON",
    "secure_delete=ON",
)
STATEMENT_TIMEOUT_MS = 15_000
LOCK_TIMEOUT_MS = 5_000
REPLICA_TIMEOUT_MS = 2_000
WATCH_TIMEOUT_MS = 1_000
TRUSTED_SECONDS = 1.0
BROKEN_OFF = {"40P01", "40001", "23505"}
LOCK_TIMEOUT = "55P03"


def writer_options(settings: Config) -> dict[str, Any]:
    if settings.embedded:
        return {"poolclass": QueuePool, "pool_size": 2, "max_overflow": settings.threads}
    return {
        "pool_size": settings.threads,
        "max_overflow": 2,
        "pool_timeout": 5,
        "pool_recycle": 1800,
        "connect_args": {
            "connect_timeout": 5,
            "options": f"-c statement_timeout={STATEMENT_TIMEOUT_MS}"
            f" -c lock_timeout={LOCK_TIMEOUT_MS} -c timezone=UTC"
            " -c synchronous_commit=on",
        },
    }


def reader(settings: Config) -> Engine:
    options = writer_options(settings)
    if settings.embedded:
        options["pool_size"] = settings.threads
        return create_engine(settings.database_url, **options)
    return create_engine(
        settings.database_url,
        **options,
        isolation_level="REPEATABLE READ",
        execution_options={"postgresql_readonly": True},
    )


def replica(settings: Config) -> Engine:
    """Open the replica for requests: one that does not answer soon is not waited for."""
    return create_engine(
        settings.replica_url,
        pool_size=settings.threads,
        max_overflow=2,
        pool_timeout=1,
        pool_recycle=1800,
        connect_args=impatient(REPLICA_TIMEOUT_MS),
        isolation_level="REPEATABLE READ",
        execution_options={"postgresql_readonly": True},
    )


def watched(settings: Config) -> tuple[Engine, Engine]:
    """Open primary and replica for the one thread that compares them."""
    primary, replica = (
        create_engine(
            url,
            pool_size=1,
            max_overflow=0,
            connect_args=impatient(WATCH_TIMEOUT_MS),
            isolation_level="AUTOCOMMIT",
        )
        for url in (settings.database_url, settings.replica_url)
    )
    return primary, replica


def impatient(milliseconds: int) -> dict[str, Any]:
    # A machine that vanished says nothing, so TCP is to give up too.
    return {
        "connect_timeout": 2,
        "tcp_user_timeout": 2 * milliseconds,
        "options": f"-c statement_timeout={milliseconds} -c timezone=UTC",
    }


def glancing(reader: Engine) -> Engine:
    """Return the reading engine for single statements, each of which is a snapshot by itself.

    PostgreSQL is then spared two round trips of three, BEGIN and ROLLBACK; SQLite has none.
    """
    if reader.dialect.name == "sqlite":
        return reader
    return reader.execution_options(isolation_level="AUTOCOMMIT")


def prepare(writer: Engine, reader: Engine) -> None:
    if writer.dialect.name != "sqlite":
        for engine in (writer, reader):
            ping_idle(engine)
        return
    for engine in (writer, reader):
        event.listen(engine, "connect", open_sqlite)
    event.listen(reader, "connect", forbid_writing)
    event.listen(writer, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    event.listen(reader, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))


def ping_idle(engine: Engine) -> None:
    """Ask the server whether a connection still lives, unless it has just been of use.

    SQLAlchemy's own `pool_pre_ping` asks each time: two round trips of a post's ten. What broke
    off within the last moment fails one request, as it does when it breaks off during it; then
    the whole pool is opened anew.
    """

    @event.listens_for(engine, "checkin")
    def note(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info["used_at"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def look(connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: object) -> None:
        if time.monotonic() - record.info.get("used_at", time.monotonic()) < TRUSTED_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error


def open_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # Python's own handling of transactions begins them late and deferred; ours is explicit.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def forbid_writing(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA query_only=ON")


def is_broken_off(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) in BROKEN_OFF


def is_lock_timeout(error: DBAPIError) -> bool:
    busy = isinstance(error.orig, sqlite3.OperationalError) and "locked" in str(error.orig)
    return busy or getattr(error.orig, "sqlstate", None) == LOCK_TIMEOUT
