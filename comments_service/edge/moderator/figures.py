"""A site's figures, and what it reports once a year."""

from typing import Any

from marshmallow import Schema, fields

from comments_service.actions import clock
from comments_service.domain import figures as spans
from comments_service.domain.errors import Invalid, SiteUnknown
from comments_service.domain.figures import Figures
from comments_service.domain.years import Year
from comments_service.edge.calls import call
from comments_service.edge.fields import Day, Digits, Moment
from comments_service.edge.moderator import access
from comments_service.edge.moderator.door import door
from comments_service.edge.shapes import In, Slug
from comments_service.storage import figures, years
from comments_service.storage.db import snapshot


class SpanIn(In):
    site = Slug(required=True)
    since = Day(load_default=None, metadata={"description": "30 days before until, by default."})
    until = Day(load_default=None, metadata={"description": "That day too; today by default."})


class YearIn(In):
    site = Slug(required=True)
    year = Digits(least=spans.EARLIEST, most=spans.LATEST, required=True)


class WaitOut(Schema):
    median = fields.Integer(metadata={"description": "Seconds."})
    p95 = fields.Integer(metadata={"description": "Seconds."})


class DayOut(Schema):
    day = fields.Date()
    comments = fields.Dict(
        fields.String(), fields.Integer(), metadata={"description": "By what they are now."}
    )
    held = fields.Integer(metadata={"description": "That were held when they were written."})
    decided = fields.Integer()
    wait = fields.Nested(WaitOut, allow_none=True, metadata={"description": "For a decision."})


class GroundCountOut(Schema):
    ground = fields.String()
    rule = fields.String()
    count = fields.Integer()
    overturned = fields.Integer(metadata={"description": "Taken back, or reversed on appeal."})


class ReasonOfOut(Schema):
    code = fields.String()
    held = fields.Integer()
    put_away = fields.Integer()
    published = fields.Integer()
    agreement = fields.Float(
        allow_none=True, metadata={"description": "Which share of those decided was put away."}
    )


class WorkerOut(Schema):
    name = fields.String()
    decided = fields.Integer()
    approved = fields.Integer()
    put_away = fields.Integer()
    overturned = fields.Integer()


class TalkOut(Schema):
    article = fields.String()
    title = fields.String(allow_none=True)
    count = fields.Integer()


class WaitingOut(Schema):
    count = fields.Integer(metadata={"description": "1000 stands for that and more."})
    oldest = Moment(allow_none=True)


class FiguresOut(Schema):
    since = fields.Date(attribute="span.first")
    until = fields.Date(attribute="span.last")
    comments = fields.Integer(attribute="total")
    approval = fields.Float(allow_none=True, metadata={"description": "A share of one."})
    spam = fields.Float(allow_none=True, metadata={"description": "A share of all comments."})
    wait = fields.Nested(WaitOut, allow_none=True)
    waiting = fields.Nested(WaitingOut)
    days = fields.List(fields.Nested(DayOut))
    rules = fields.List(fields.Nested(GroundCountOut))
    sources = fields.Dict(
        fields.String(),
        fields.Integer(),
        metadata={"description": f"How it was found: {', '.join(spans.SOURCES)}."},
    )
    reasons = fields.List(fields.Nested(ReasonOfOut))
    moderators = fields.List(fields.Nested(WorkerOut))
    articles = fields.List(fields.Nested(TalkOut))


class RestrictionOut(GroundCountOut):
    found_by = fields.String()


class NoticedOut(Schema):
    ground = fields.String()
    count = fields.Integer()
    states = fields.Dict(fields.String(), fields.Integer())


class YearOut(Schema):
    year = fields.Integer(attribute="number")
    restrictions = fields.List(fields.Nested(RestrictionOut))
    notices = fields.List(fields.Nested(NoticedOut))
    notice_wait = fields.Nested(WaitOut, allow_none=True)
    appeals = fields.Dict(fields.String(), fields.Integer())
    appeal_wait = fields.Nested(WaitOut, allow_none=True)


REFUSES = (*access.REFUSES, Invalid, SiteUnknown)


@call(
    door,
    "GET",
    "/moderation/statistics",
    "The figures of a site over days in UTC",
    credential="moderate",
    query=SpanIn(),
    out=FiguresOut(),
    refuses=REFUSES,
)
def statistics(query: dict[str, Any]) -> Figures:
    span = spans.span(query["since"], query["until"], clock.now().date())
    with snapshot():
        found = access.by_key()
        return figures.of(access.to_site(found, query["site"]).id, span, found.who)


@call(
    door,
    "GET",
    "/moderation/transparency",
    "What a site reports once a year: restrictions by ground, notices, appeals",
    credential="moderate",
    query=YearIn(),
    out=YearOut(),
    refuses=REFUSES,
)
def transparency(query: dict[str, Any]) -> Year:
    with snapshot():
        return years.of(access.to_site(access.by_key(), query["site"]).id, query["year"])
