"""The same as CSV: figures by day, the counts of a year, and the log."""

from collections.abc import Iterable, Iterator

from flask import Response, stream_with_context

from comments_service.domain import cells
from comments_service.domain.cells import Cell
from comments_service.domain.figures import STATUSES, Span
from comments_service.domain.years import Year
from comments_service.edge.moderator.desk import session
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.figures import asked_span, asked_year
from comments_service.edge.moderator.desk.queue import site_of
from comments_service.storage import decisions, figures
from comments_service.storage.db import snapshot
from comments_service.storage.decisions import Entry

DAYS = ("day", *STATUSES, "held_at_first", "decided", "median_seconds", "p95_seconds")
YEAR = ("kind", "ground", "rule", "how", "count", "overturned")
LOG = (
    *("number", "id", "created_at", "action", "scope", "comment_id", "version", "article"),
    *("author_id", "status_before", "status_after", "ground", "rule", "source", "detected"),
    *("automated", "ends_at", "redress", "moderator", "reason", "facts", "reverses"),
    *("reversed_by", "digest"),
)


@door.get("/figures.csv")
def figures_csv() -> Response:
    span = asked_span()
    with snapshot():
        signed = session.current()
        site = site_of(signed)
        found = figures.of(site.id, span, signed.access.who)
    rows = (
        [
            day.day,
            *day.comments.values(),
            *(day.held, day.decided),
            *((day.wait.median, day.wait.p95) if day.wait else (None, None)),
        ]
        for day in found.days
    )
    return table(f"figures-{site.slug}-{span.first}-{span.last}", DAYS, rows)


@door.get("/year.csv")
def year_csv() -> Response:
    _, site, found = asked_year()
    return table(f"year-{site.slug}-{found.number}", YEAR, of_year(found))


def of_year(found: Year) -> Iterator[list[Cell]]:
    for one in found.restrictions:
        yield ["restriction", one.ground, one.rule, one.found_by, one.count, one.overturned]
    for each in found.notices:
        for state, count in each.states.items():
            yield ["notice", "law", each.ground, state, count, None]
    for outcome, count in found.appeals.items():
        yield ["appeal", None, None, outcome, count, None]


@door.get("/log.csv")
def log_csv() -> Response:
    span = asked_span()
    with snapshot():
        site = site_of(session.current())
    rows = map(of_entry, entries(site.id, span))
    return table(f"log-{site.slug}-{span.first}-{span.last}", LOG, rows)


def entries(site_id: int, span: Span) -> Iterator[Entry]:
    """Read so many at a time that a long log takes little memory; nothing in it changes."""
    last: Entry | None = None
    while True:
        with snapshot():
            some = decisions.between(site_id, span, after=last)
        yield from some
        if len(some) < decisions.AT_ONCE:
            return
        last = some[-1]


def of_entry(entry: Entry) -> list[Cell]:
    made = entry.decision
    return [
        *(made.number, made.id, made.created_at, made.action, made.scope, made.comment_id),
        *(made.comment_version, entry.article, made.author_id, made.status_before),
        *(made.status_after, made.ground, made.rule, made.source, made.detected, made.automated),
        *(made.ends_at, made.redress, entry.moderator.name, entry.reason, entry.facts),
        *(made.reverses_id, entry.reversed_by, made.digest),
    ]


def table(name: str, heads: Iterable[str], rows: Iterable[Iterable[Cell]]) -> Response:
    def written() -> Iterator[str]:
        yield cells.line(heads)
        yield from map(cells.line, rows)

    response = Response(stream_with_context(written()), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
