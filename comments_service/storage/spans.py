"""Days, and seconds between moments, in the words of each database."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from comments_service.domain.thread import EPOCH

DAY_MICROSECONDS = 86_400 * 10**6


class Day(FunctionElement[int]):
    """The number of a moment's day in UTC, counted from 1970."""

    type = Integer()
    inherit_cache = True


class Seconds(FunctionElement[int]):
    """How many whole seconds lie between a later and an earlier moment."""

    type = Integer()
    inherit_cache = True


@compiles(Day, "sqlite")
def day_on_sqlite(element: Day, compiler: Any, **kwargs: Any) -> str:
    return f"({compiler.process(element.clauses, **kwargs)}) / {DAY_MICROSECONDS}"


@compiles(Day, "postgresql")
def day_on_postgresql(element: Day, compiler: Any, **kwargs: Any) -> str:
    moment = compiler.process(element.clauses, **kwargs)
    return f"floor(extract(epoch FROM {moment}) / 86400)::integer"


@compiles(Seconds, "sqlite")
def seconds_on_sqlite(element: Seconds, compiler: Any, **kwargs: Any) -> str:
    later, earlier = (compiler.process(one, **kwargs) for one in element.clauses)
    return f"(({later}) - ({earlier})) / 1000000"


@compiles(Seconds, "postgresql")
def seconds_on_postgresql(element: Seconds, compiler: Any, **kwargs: Any) -> str:
    later, earlier = (compiler.process(one, **kwargs) for one in element.clauses)
    return f"floor(extract(epoch FROM ({later}) - ({earlier})))::bigint"


def date_of(day: int) -> date:
    return EPOCH.date() + timedelta(days=day)
