"""Rules: what a site looks for in texts, tried before it holds any."""

from datetime import timedelta
from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from comments_service.actions import clock, rulemaking
from comments_service.domain import rule_settings, rules
from comments_service.domain.errors import Invalid, RuleUnknown, ScopeMissing, SiteUnknown
from comments_service.edge.calls import Answer, call
from comments_service.edge.fields import Choice, Moment
from comments_service.edge.moderator import access
from comments_service.edge.moderator.access import Access
from comments_service.edge.moderator.door import door
from comments_service.edge.shapes import In, Name, Slug
from comments_service.storage import rulebooks, sites
from comments_service.storage.db import snapshot
from comments_service.storage.models import Rule

COUNTED = timedelta(days=30)


class Settings(fields.Dict):
    """Of which kind they are is known only beside a kind: `rule_settings` looks at them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(keys=fields.String(), values=fields.Raw(allow_none=True), **kwargs)


class RulesIn(In):
    site = Slug(required=True)


class RuleIn(In):
    site = Slug(load_default=None, allow_none=True)
    kind = Choice(*rule_settings.NAMES, required=True)
    name = Name(required=True)
    settings = Settings(load_default=dict)
    state = Choice(*rules.STATES, load_default="off")


class RuleChangeIn(In):
    name = Name()
    settings = Settings()
    state = Choice(*rules.STATES)

    @validates_schema
    def names_something(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if not data:
            raise ValidationError("names nothing to change")


class RuleOut(Schema):
    id = fields.Integer()
    site = fields.String(allow_none=True, metadata={"description": "Without one, of every site."})
    kind = fields.String()
    name = fields.String()
    settings = fields.Dict(fields.String(), fields.Raw())
    state = fields.String()
    created_at = Moment()
    held = fields.Integer(metadata={"description": "Comments of the last 30 days."})
    counted = fields.Integer(metadata={"description": "Found while in shadow, in as many days."})


class RulesOut(Schema):
    rules = fields.List(fields.Nested(RuleOut))


class OneRuleOut(Schema):
    rule = fields.Nested(RuleOut)


@call(
    door,
    "GET",
    "/moderation/rules",
    "The rules of a site, with what they have found",
    credential="moderate",
    query=RulesIn(),
    out=RulesOut(),
    refuses=(*access.REFUSES, Invalid, SiteUnknown),
)
def list_rules(query: dict[str, Any]) -> dict[str, Any]:
    with snapshot():
        site = access.to_site(access.by_key(), query["site"])
        return {"rules": shown(rulebooks.of_site(site.id))}


@call(
    door,
    "POST",
    "/moderation/rules",
    "Make a rule; without a site, one of every site",
    credential="moderate",
    body=RuleIn(),
    out=OneRuleOut(),
    statuses=(201,),
    refuses=(*access.REFUSES, Invalid, SiteUnknown),
)
def make_rule(body: dict[str, Any]) -> Answer:
    with snapshot():
        found = access.by_key(scope_for(body["kind"]))
        site_id = access.to_site(found, body["site"]).id if body["site"] else of_all(found)
    given = {name: body[name] for name in ("kind", "name", "settings", "state")}
    return one(rulemaking.make(site_id, rulemaking.Draft(**given)), 201)


def scope_for(kind: str) -> str:
    """Say who may make and change such a rule: a hook hands readers' comments to somebody else."""
    return "admin" if kind == rules.HOOK else "moderate"


def of_all(found: Access) -> int | None:
    """Return no site, for all of them; refuses (`ScopeMissing`) who reaches one alone."""
    if found.site_id is not None:
        raise ScopeMissing("This key reaches one site, and no other")
    return found.site_id


@call(
    door,
    "PATCH",
    "/moderation/rules/<id:rule_id>",
    "Change a rule, or how far it goes; settings that are not named stay",
    credential="moderate",
    body=RuleChangeIn(),
    out=OneRuleOut(),
    refuses=(*access.REFUSES, Invalid, RuleUnknown),
)
def change_rule(rule_id: int, body: dict[str, Any]) -> Answer:
    reach(rule_id)
    return one(rulemaking.change(rule_id, body))


@call(
    door,
    "DELETE",
    "/moderation/rules/<id:rule_id>",
    "Take a rule away; what it held stays held",
    credential="moderate",
    statuses=(204,),
    refuses=(*access.REFUSES, RuleUnknown),
)
def remove_rule(rule_id: int) -> Answer:
    reach(rule_id)
    rulemaking.remove(rule_id)
    return Answer(None, 204)


def reach(rule_id: int) -> Rule:
    with snapshot():
        rule = reached(access.by_key(), rule_id)
        access.by_key(scope_for(rule.kind))
        return rule


def reached(found: Access, rule_id: int) -> Rule:
    """Return a rule that somebody may change; refuses all others as if there were none."""
    rule = rulebooks.existing(rule_id)
    if found.site_id not in {None, rule.site_id}:
        raise RuleUnknown
    return rule


def one(rule: Rule, status: int = 200) -> Answer:
    with snapshot():
        (found,) = shown([rule])
    return Answer({"rule": found}, status)


def shown(found: list[Rule]) -> list[dict[str, Any]]:
    counts = rulebooks.counts([rule.id for rule in found], clock.now() - COUNTED)
    slugs = {site.id: site.slug for site in sites.every()}
    return [
        {
            **{name: getattr(rule, name) for name in ("id", "kind", "name", "settings", "state")},
            "site": slugs.get(rule.site_id or 0),
            "created_at": rule.created_at,
            "held": counts.get(rule.id, {}).get(True, 0),
            "counted": counts.get(rule.id, {}).get(False, 0),
        }
        for rule in found
    ]
