"""Decisions about many comments at once."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from comments_service.actions import deciding_many
from comments_service.actions.deciding_many import Wanted
from comments_service.domain import errors, ruling
from comments_service.edge.calls import Answer, call
from comments_service.edge.fields import Choice, Digits, Flag, Moment, Plain, Whole
from comments_service.edge.moderator import access
from comments_service.edge.moderator.access import Access
from comments_service.edge.moderator.deciding import REASON_CHARACTERS
from comments_service.edge.moderator.door import door
from comments_service.edge.moderator.shapes import PersonOut
from comments_service.edge.shapes import In, Slug
from comments_service.storage import batches, queues
from comments_service.storage.batches import Chosen, Shown
from comments_service.storage.db import snapshot

MOST_IDS = 1000


class Ids(fields.List[int]):
    """Ids of comments. Too many are refused before one of them is looked at."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> list[int | None]:
        if isinstance(value, list) and len(value) > MOST_IDS:
            raise ValidationError(f"must not be more than {MOST_IDS}")
        return super()._deserialize(value, *args, **kwargs)


class DecisionBatchIn(In):
    site = Slug(required=True)
    action = Choice(*ruling.STATUS, required=True)
    rule = Choice(*ruling.GROUNDS, load_default=None, allow_none=True)
    reason = Plain(most=REASON_CHARACTERS, load_default="")
    ids = Ids(Whole(), load_default=None, allow_none=True)
    filter = Choice(*queues.QUEUES, load_default=None, allow_none=True)
    dry_run = Flag(load_default=False)

    @validates_schema
    def chooses_in_one_way(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if (data["ids"] is None) == (data["filter"] is None):
            raise ValidationError("either ids or a filter", "ids")


class BatchPreviewOut(Schema):
    comments = fields.Integer()
    authors = fields.Integer()
    already = fields.Integer(metadata={"description": "Have the wanted status; are left out."})


class DecisionBatchOut(Schema):
    id = fields.Integer(attribute="batch.id")
    action = fields.String(attribute="batch.action")
    rule = fields.String(attribute="batch.rule", allow_none=True)
    reason = fields.String(attribute="batch.reason")
    state = fields.String(
        attribute="batch.state",
        metadata={"description": "waiting, done, undoing or undone."},
    )
    of = fields.Integer(attribute="batch.of")
    done = fields.Integer(attribute="batch.done")
    passed = fields.Integer(
        attribute="batch.passed",
        metadata={"description": "Had changed since they were chosen, and were left alone."},
    )
    whole_thread = fields.Boolean(metadata={"description": "A thread was deleted."})
    moderator = fields.Nested(PersonOut)
    undone_by = fields.Nested(PersonOut, allow_none=True)
    created_at = Moment(attribute="batch.created_at")


class DecisionBatchesIn(In):
    site = Slug(required=True)
    limit = Digits(most=100, load_default=25)


class DecisionBatchesOut(Schema):
    batches = fields.List(fields.Nested(DecisionBatchOut))


class BegunOut(Schema):
    preview = fields.Nested(BatchPreviewOut)
    batch = fields.Nested(DecisionBatchOut, allow_none=True)


@call(
    door,
    "POST",
    "/moderation/batches",
    "Decide about many comments, chosen by ids or by a queue; `dry_run` only counts them",
    credential="moderate",
    body=DecisionBatchIn(),
    out=BegunOut(),
    statuses=(202, 200),
    refuses=(*access.REFUSES, errors.Invalid, errors.SiteUnknown),
)
def begin_batch(body: dict[str, Any]) -> Answer:
    with snapshot():
        found = access.by_key()
        site = access.to_site(found, body["site"])
    chosen = Chosen(site.id, body["ids"] or (), body["filter"])
    preview = deciding_many.preview(chosen, body["action"])
    if body["dry_run"]:
        return Answer({"preview": preview, "batch": None}, 200)
    wanted = Wanted(body["action"], body["reason"], body["rule"])
    made = deciding_many.begin(chosen, found.who, wanted, charge=found.charge)
    return Answer({"preview": preview, "batch": shown(found, made)}, 202)


@call(
    door,
    "GET",
    "/moderation/batches",
    "The newest batches of a site",
    credential="moderate",
    query=DecisionBatchesIn(),
    out=DecisionBatchesOut(),
    refuses=(*access.REFUSES, errors.Invalid, errors.SiteUnknown),
)
def list_batches(query: dict[str, Any]) -> dict[str, Any]:
    with snapshot():
        site = access.to_site(access.by_key(), query["site"])
        return {"batches": batches.recent(site.id, query["limit"])}


@call(
    door,
    "GET",
    "/moderation/batches/<id:batch_id>",
    "How far a batch has come",
    credential="moderate",
    out=DecisionBatchOut(),
    refuses=(*access.REFUSES, errors.NotFound),
)
def read_batch(batch_id: int) -> Shown:
    with snapshot():
        return reached(access.by_key(), batch_id)


@call(
    door,
    "DELETE",
    "/moderation/batches/<id:batch_id>",
    "Take a batch back, as one",
    credential="moderate",
    out=DecisionBatchOut(),
    statuses=(202,),
    refuses=(*access.REFUSES, errors.NotFound, errors.NothingToUndo),
)
def undo_batch(batch_id: int) -> Answer:
    with snapshot():
        found = access.by_key()
        reached(found, batch_id)
    deciding_many.undo(batch_id, found.who, charge=found.charge)
    return Answer(shown(found, batch_id), 202)


def shown(found: Access, batch_id: int) -> Shown:
    with snapshot():
        return reached(found, batch_id)


def reached(found: Access, batch_id: int) -> Shown:
    """Refuses what is out of reach exactly as what is not there (`NotFound`)."""
    batch = batches.get(batch_id)
    if not found.reaches(batch.batch.site_id):
        raise errors.NotFound("There is no such batch")
    return batch
