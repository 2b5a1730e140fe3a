"""Engines, the read snapshot, and the one transaction.

Two engines on one database: reads are deferred and read-only, writes go through
`transaction()` alone; where there is a replica, `replicas.first` reads there. A session is in
exactly one of them, or refuses to work: on SQLite a session that has read cannot become the
writer any more, and on PostgreSQL a read beside the transaction would see another state.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import Connection, Engine, MetaData
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase

from comments_service import config
from comments_service.domain.errors import Busy, Unavailable
from comments_service.storage import engines, replicas
from comments_service.storage.turnstile import Turnstile

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

RUNS = 3

P = ParamSpec("P")
T = TypeVar("T")


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


M = TypeVar("M", bound=Base)


class OneWaySession(Session):
    """A session that knows whether it reads or writes, and does nothing outside both."""

    def get_bind(self, *_args: Any, **_kwargs: Any) -> Connection:
        found: Connection | None = self.info.get("connection")
        if found is None:
            found = self.info["connection"] = self.opened()
        return found

    def opened(self) -> Connection:
        mode = self.info.get("mode")
        if mode is None:
            raise RuntimeError("read inside snapshot(), write inside transaction()")
        engine: Engine = current_app.extensions["comments_engines"][mode]
        connection = engine.connect()
        connection.begin()
        return connection

    def let_go(self) -> None:
        # First of what was read, so that it stays as it was read: a rollback expires.
        self.expunge_all()
        self.rollback()
        opened: Connection | None = self.info.pop("connection", None)
        if opened is not None:
            opened.close()


db = SQLAlchemy(
    model_class=Base,
    session_options={"class_": OneWaySession, "expire_on_commit": False},
)


def init_app(app: Flask, settings: config.Config) -> None:
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engines.writer_options(settings)
    db.init_app(app)
    with app.app_context():
        writer = db.engine
    reader = engines.reader(settings)
    engines.prepare(writer, reader)
    glancer = engines.glancing(reader)
    found = {"write": writer, "read": reader, "glance": glancer}
    watch = None
    if settings.replica_url:
        replica = engines.replica(settings)
        found |= {"replica": replica, "replica glance": engines.glancing(replica)}
        watch = replicas.Watch(*engines.watched(settings))
    app.extensions["comments_engines"] = found
    app.extensions["comments_replica"] = watch
    app.extensions["comments_turnstile"] = Turnstile(settings.home / "write.lock")


@contextmanager
def snapshot() -> Iterator[None]:
    """Read one state of the database; a snapshot inside a snapshot or transaction is that one."""
    if db.session.info.get("mode") is not None:
        yield
        return
    with translated(), session_in("replica" if replicas.is_read() else "read"):
        yield


@contextmanager
def glances() -> Iterator[None]:
    """Read by single statements, each of which sees a state of its own.

    For who reads rows that need not be of one state: a snapshot's begin and end are two round
    trips to PostgreSQL.
    """
    with translated(), session_in("glance"):
        yield


@contextmanager
def glance() -> Iterator[Connection]:
    """Read by a single statement, for which a session would cost more than its answer."""
    name = "replica glance" if replicas.is_read() else "glance"
    glancer: Engine = current_app.extensions["comments_engines"][name]
    with translated(), glancer.connect() as connection:
        yield connection


def connection() -> Connection:
    """Return what the open snapshot or transaction speaks through, and its session with it.

    For statements that are built once and whose rows need no session, which would cost as much
    again as the statement. The session does not flush before them.
    """
    return session().get_bind()


def session() -> OneWaySession:
    return cast(OneWaySession, db.session())


def bare(model: type[M], names: Sequence[str], row: Iterable[Any]) -> M:
    """Make an object of a row, in no session: what becomes of it is written by nobody else."""
    made = model()
    vars(made).update(zip(names, row, strict=True))
    return made


@contextmanager
def transaction() -> Iterator[None]:
    """Write, all or nothing: what was done inside is durable when this ends without an error.

    Refuses (`RuntimeError`) inside a snapshot or another transaction. `Busy` when the
    write lock could not be had in time.
    """
    if db.session.info.get("mode") is not None:
        raise RuntimeError("a transaction begins before anything is read, and is never nested")
    with translated(), session_in("write"), turnstile():
        try:
            yield
            commit()
        except BaseException:
            # What fails is undone before the next one passes; what went well is closed after.
            session().let_go()
            raise


def commit() -> None:
    if session().in_transaction():
        # It has joined a transaction that it did not begin, and only writes what it holds.
        db.session.commit()
    connection().commit()


@contextmanager
def session_in(mode: str) -> Iterator[None]:
    own = session()
    own.info["mode"] = mode
    try:
        yield
    finally:
        own.let_go()
        own.info["mode"] = None


@contextmanager
def translated() -> Iterator[None]:
    """Say in our own words what the database could not do, but for what may be repeated."""
    try:
        yield
    except PoolTimeout as error:
        raise Busy(retry_after=1) from error
    except DBAPIError as error:
        if engines.is_broken_off(error):
            raise
        if engines.is_lock_timeout(error):
            raise Busy(retry_after=1) from error
        if isinstance(error, OperationalError | InterfaceError):
            raise Unavailable(retry_after=5) from error
        raise


@contextmanager
def turnstile() -> Iterator[None]:
    """Let one writer at a time into SQLite, over all processes; PostgreSQL needs none."""
    if not config.current().embedded:
        yield
        return
    lock: Turnstile = current_app.extensions["comments_turnstile"]
    with lock.passed():
        yield


def restarting(action: Callable[P, T]) -> Callable[P, T]:
    """Run an action again, twice at the most, when the database broke off its transaction.

    PostgreSQL ends one of two transactions that wait for each other (40P01), that could
    not be put in a row (40001), or that made the same row (23505): nothing of it has
    happened, so it may simply be repeated, and then sees what the other did.
    """

    @wraps(action)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        for _ in range(RUNS):
            try:
                return action(*args, **kwargs)
            except DBAPIError as error:
                if not engines.is_broken_off(error):
                    raise
        raise Busy(retry_after=1)

    return run
