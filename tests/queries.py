"""Count what is sent to the database: the cost of a call is part of its promise."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event


@contextmanager
def queries() -> Iterator[list[str]]:
    """Collect the statements sent by every engine, in order.

    BEGIN is left out: only SQLite is told to begin by a statement of its own.
    """
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)
