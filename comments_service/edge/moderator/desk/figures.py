"""The figures of a site as pictures and tables, and what it reports once a year."""

from typing import Any

from flask import Response, request

from comments_service.actions import clock
from comments_service.domain import figures as spans
from comments_service.domain.figures import Figures, Span
from comments_service.domain.years import Year
from comments_service.edge import calls
from comments_service.edge.fields import Day, Digits
from comments_service.edge.moderator.desk import pictures, session
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.pages import show
from comments_service.edge.moderator.desk.queue import site_of
from comments_service.edge.moderator.desk.session import Signed
from comments_service.edge.shapes import In
from comments_service.storage import figures, years
from comments_service.storage.db import snapshot
from comments_service.storage.models import Site

RANGES = (7, 30, 90, 365)


class SpanForm(In):
    since = Day(load_default=None)
    until = Day(load_default=None)


class YearForm(In):
    year = Digits(least=spans.EARLIEST, most=spans.LATEST, load_default=None)


@door.get("/figures")
def show_figures() -> Response:
    span = asked_span()
    with snapshot():
        signed = session.current()
        site = site_of(signed)
        found = figures.of(site.id, span, signed.access.who)
    return show("figures", signed=signed, site=site, found=found, **drawn(found))


def asked_span() -> Span:
    form = asked(SpanForm())
    return spans.span(form["since"], form["until"], clock.now().date())


def asked(schema: In) -> dict[str, Any]:
    """Load what of the query the schema names; what a form was left empty of was not asked."""
    given = {name: request.args[name] for name in schema.fields if request.args.get(name)}
    return calls.load(schema, given)


def drawn(found: Figures) -> dict[str, Any]:
    today = clock.now().date()
    days = found.days
    return {
        "talk": pictures.stacked([day.comments for day in days]),
        "waits": pictures.lines(
            {
                "median": [day.wait.median if day.wait else None for day in days],
                "p95": [day.wait.p95 if day.wait else None for day in days],
            }
        ),
        "statuses": spans.STATUSES,
        "ranges": {many: spans.last_days(many, today) for many in RANGES},
        "year": today.year,
    }


@door.get("/year")
def show_year() -> Response:
    signed, site, found = asked_year()
    return show("year", signed=signed, site=site, found=found)


def asked_year() -> tuple[Signed, Site, Year]:
    number = asked(YearForm())["year"] or clock.now().year
    with snapshot():
        signed = session.current()
        site = site_of(signed)
        return signed, site, years.of(site.id, number)


@door.record_once
def teach_templates(state: Any) -> None:
    state.app.jinja_env.filters |= {
        "desk_spoken": pictures.spoken,
        "desk_percent": pictures.percent,
    }
