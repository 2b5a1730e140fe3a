"""A rule tried on what was written, and how far the trial has come."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from comments_service.actions import rehearsing
from comments_service.domain import grounds, rule_settings
from comments_service.domain.errors import Invalid, JobUnknown, RuleUnknown, SiteUnknown
from comments_service.edge.calls import Answer, call
from comments_service.edge.fields import Choice, Moment, Whole
from comments_service.edge.moderator import access
from comments_service.edge.moderator.access import Access
from comments_service.edge.moderator.door import door
from comments_service.edge.moderator.rules import Settings
from comments_service.edge.moderator.shapes import ExcerptOut
from comments_service.edge.shapes import In, Slug
from comments_service.storage import jobs, queues, rulebooks
from comments_service.storage.db import snapshot
from comments_service.storage.models import Job, Site

MOST_DAYS = 365
USUAL_DAYS = 30


class RehearsalIn(In):
    """A rule that there is, or one that is only thought of."""

    site = Slug(required=True)
    days = Whole(most=MOST_DAYS, load_default=USUAL_DAYS)
    rule = Whole(load_default=None, allow_none=True)
    kind = Choice(*rule_settings.REHEARSED, load_default=None, allow_none=True)
    settings = Settings(load_default=dict)

    @validates_schema
    def is_one_rule(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if (data["rule"] is None) == (data["kind"] is None):
            raise ValidationError("either this or a kind with its settings", "rule")


class MistakeOut(Schema):
    comment = fields.Nested(ExcerptOut)
    code = fields.String()
    words = fields.String(metadata={"description": "What it would have been held for."})


class RehearsedOut(Schema):
    looked_at = fields.Integer()
    held = fields.Integer(metadata={"description": "So many it would have held."})
    published = fields.Integer(metadata={"description": "Of those, what readers see today."})
    approved = fields.Integer(metadata={"description": "Of those, what moderators approved."})
    put_away = fields.Integer(metadata={"description": "Of those, what moderators put away."})
    worst = fields.List(
        fields.Nested(MistakeOut),
        metadata={"description": "Its worst mistakes: approved, and dear to readers."},
    )


class JobOut(Schema):
    id = fields.Integer()
    state = fields.String(metadata={"description": "waiting, running, done or failed"})
    done = fields.Integer()
    of = fields.Integer()
    created_at = Moment()
    result = fields.Nested(RehearsedOut, allow_none=True)


class OneJobOut(Schema):
    job = fields.Nested(JobOut)


@call(
    door,
    "POST",
    "/moderation/rehearsals",
    "Try a rule on what was written during the last days",
    credential="moderate",
    body=RehearsalIn(),
    out=OneJobOut(),
    statuses=(202,),
    refuses=(*access.REFUSES, Invalid, SiteUnknown, RuleUnknown),
)
def rehearse(body: dict[str, Any]) -> Answer:
    with snapshot():
        site = access.to_site(access.by_key(), body["site"])
        kind, settings = tried(site, body)
    job = rehearsing.ask(site.id, kind, settings, days=body["days"], rule_id=body["rule"])
    return Answer({"job": shown(job)}, 202)


def tried(site: Site, body: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    if body["rule"] is None:
        return body["kind"], body["settings"]
    rule = rulebooks.existing(body["rule"])
    if rule.site_id not in {None, site.id}:
        raise RuleUnknown
    return rule.kind, rule.settings | body["settings"]


@call(
    door,
    "GET",
    "/moderation/rehearsals/<id:job_id>",
    "How far a rehearsal has come, and what it found until now",
    credential="moderate",
    out=OneJobOut(),
    refuses=(*access.REFUSES, JobUnknown),
)
def rehearsal(job_id: int) -> dict[str, Any]:
    with snapshot():
        return {"job": shown(reached(access.by_key(), job_id))}


def reached(found: Access, job_id: int) -> Job:
    job = jobs.existing(job_id)
    if not found.reaches(job.site_id) or job.kind != rehearsing.KIND:
        raise JobUnknown
    return job


def shown(job: Job) -> dict[str, Any]:
    kept = {name: getattr(job, name) for name in ("id", "state", "done", "of", "created_at")}
    return {**kept, "result": result_of(job.result) if job.result else None}


def result_of(kept: dict[str, Any]) -> dict[str, Any]:
    found = queues.excerpts({one["comment_id"] for one in kept["worst"]})
    worst = [
        {
            "comment": found[one["comment_id"]],
            "code": one["code"],
            "words": grounds.say(one["code"], one["facts"]),
        }
        for one in kept["worst"]
        if one["comment_id"] in found
    ]
    return {**kept, "worst": worst}
