"""Column types that answer the same on both databases."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, LargeBinary, String, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

from comments_service.domain.thread import microseconds, moment

# SQLite numbers rows by itself only in a column that is plainly INTEGER.
Id = BigInteger().with_variant(Integer, "sqlite")
Bytes = LargeBinary


def code_point(length: int) -> TypeEngine[str]:
    """Text that sorts and compares by code point, as SQLite's BINARY does."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


Words = Text


class small_letters(FunctionElement[str]):  # noqa: N801  # is written like a function of SQL
    """A text with A to Z made small, and nothing else: all that SQLite's `lower` knows."""

    type = Text()
    inherit_cache = True


@compiles(small_letters, "sqlite")
def of_sqlite(element: small_letters, compiler: SQLCompiler, **more: Any) -> str:
    return f"lower({compiler.process(element.clauses, **more)})"


@compiles(small_letters, "postgresql")
def of_postgresql(element: small_letters, compiler: SQLCompiler, **more: Any) -> str:
    return f'lower({compiler.process(element.clauses, **more)} COLLATE "C")'


class UTCTime(TypeDecorator[datetime]):
    """A moment in UTC to the microsecond: an integer on SQLite, timestamptz on PostgreSQL."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(BigInteger())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone is not a moment")
        return microseconds(value) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if dialect.name == "sqlite":
            return moment(value)
        found: datetime = value.astimezone(UTC)
        return found
