"""Look at what is sent to the database: the cost of a call is part of its promise."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

Sent = tuple[str, Any]


@contextmanager
def queries() -> Iterator[list[str]]:
    """Collect the statements sent by every engine, in order.

    BEGIN is left out: only SQLite is told to begin by a statement of its own.
    """
    sent: list[str] = []
    with listening(lambda statement, _: sent.append(statement)):
        yield sent


@contextmanager
def statements() -> Iterator[list[Sent]]:
    """Collect the statements, each with its parameters."""
    sent: list[Sent] = []
    with listening(lambda statement, parameters: sent.append((statement, parameters))):
        yield sent


@contextmanager
def listening(hear: Callable[[str, Any], None]) -> Iterator[None]:
    def note(_conn: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            hear(statement, parameters)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", note)
