"""Who does what needs to be done only once, of all the processes that could."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from zlib import crc32

from flask import current_app
from sqlalchemy import Engine, func, select

from comments_service import config


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """Answer whether nobody else is at `name` meanwhile; never waits for those who are.

    What holds the lock goes with its process, so that a killed one stops nobody.
    """
    only_one = in_file if config.current().embedded else in_postgresql
    with only_one(name) as mine:
        yield mine


@contextmanager
def in_file(name: str) -> Iterator[bool]:
    path = config.current().home / f"{name}.lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield locked(descriptor)
    finally:
        os.close(descriptor)


def locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def in_postgresql(name: str) -> Iterator[bool]:
    engine: Engine = current_app.extensions["comments_engines"]["write"]
    number = crc32(name.encode())
    # Held by a transaction of its own, which a pooler in between can neither split nor forget.
    with engine.begin() as connection:
        yield bool(connection.scalar(select(func.pg_try_advisory_xact_lock(number))))
