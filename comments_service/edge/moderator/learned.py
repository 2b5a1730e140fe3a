"""What a site's filter has learned, how right it was, and what weighs most in a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields

from comments_service.domain import precision
from comments_service.domain.errors import Invalid, SiteUnknown
from comments_service.domain.learning import Weighed
from comments_service.domain.precision import Point
from comments_service.domain.reading import Reading
from comments_service.edge.calls import call
from comments_service.edge.moderator import access
from comments_service.edge.moderator.door import door
from comments_service.edge.shapes import In, Slug
from comments_service.storage import filters, learned, lessons
from comments_service.storage.db import snapshot


@dataclass(frozen=True)
class State:
    """Its lessons, and the curve of its scores of texts that it had not seen."""

    spams: int
    honests: int
    ready: bool
    judged: int
    curve: Sequence[Point]


@dataclass(frozen=True)
class Read:
    score: int | None
    telling: Sequence[Weighed]


class FilterIn(In):
    site = Slug(required=True)


class PointOut(Schema):
    threshold = fields.Integer()
    held = fields.Integer(metadata={"description": "So many it would have held."})
    right = fields.Integer(metadata={"description": "Of those, what was spam."})
    spam = fields.Integer(metadata={"description": "All that was spam, held or not."})
    precision = fields.Float()
    recall = fields.Float()
    f1 = fields.Float()


class StateOut(Schema):
    spams = fields.Integer(metadata={"description": "Comments learned as spam."})
    honests = fields.Integer(metadata={"description": "Comments learned as honest."})
    ready = fields.Boolean(metadata={"description": "It has learned enough to give scores."})
    judged = fields.Integer(
        metadata={"description": "Later decisions whose comments it had scored unseen."}
    )
    curve = fields.List(fields.Nested(PointOut))


class OneFilterOut(Schema):
    filter = fields.Nested(StateOut)


class WeighedOut(Schema):
    words = fields.String(attribute="shown")
    weight = fields.Float(metadata={"description": "For spam; below zero, against it."})


class ReadOut(Schema):
    score = fields.Integer(allow_none=True, metadata={"description": "From 0 to 100."})
    telling = fields.List(fields.Nested(WeighedOut))


@call(
    door,
    "GET",
    "/moderation/filter",
    "What the filter of a site has learned, and how right it was",
    credential="moderate",
    query=FilterIn(),
    out=OneFilterOut(),
    refuses=(*access.REFUSES, Invalid, SiteUnknown),
)
def show_filter(query: dict[str, Any]) -> dict[str, Any]:
    with snapshot():
        site = access.to_site(access.by_key(), query["site"])
        return {"filter": state_of(site.id)}


@call(
    door,
    "GET",
    "/moderation/comments/<id:comment_id>/score",
    "How much a comment reads like spam by now, and what weighs most in it",
    credential="moderate",
    out=ReadOut(),
    refuses=access.ON_COMMENT,
)
def show_score(comment_id: int) -> Read:
    with snapshot():
        comment = access.to_comment(access.by_key(), comment_id)
        return read(comment.site_id, comment.html)


def state_of(site_id: int) -> State:
    row = learned.of(site_id)
    judged = lessons.judged(site_id)
    ready = filters.at_hand(site_id).is_ripe
    return State(row.spams, row.honests, ready, len(judged), precision.curve(judged))


def read(site_id: int, html: str) -> Read:
    found, reading = filters.at_hand(site_id), Reading(html)
    score = found.score(reading)
    return Read(score, found.telling(reading) if score is not None else ())
