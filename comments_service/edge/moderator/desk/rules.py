"""The rules of a site, and each of them as a form that works without a script."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, request

from comments_service.actions import rehearsing
from comments_service.domain import rule_settings, rules
from comments_service.domain.errors import Invalid, RuleUnknown
from comments_service.edge.moderator import rehearsals
from comments_service.edge.moderator import rules as api
from comments_service.edge.moderator.desk import inputs, pages, session
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.queue import site_of
from comments_service.edge.moderator.desk.session import Signed
from comments_service.storage import jobs, rulebooks
from comments_service.storage.db import snapshot
from comments_service.storage.models import Rule, Site

LAST_REHEARSALS = 5


@dataclass(frozen=True)
class Draft:
    """A rule as its form shows it; one without an id is not made yet."""

    id: int
    kind: str
    name: str
    state: str
    typed: Mapping[str, str]
    everywhere: bool = False


@door.get("/rules")
def list_rules() -> Response:
    with snapshot():
        signed = session.current()
        site = site_of(signed)
        found = api.shown(rulebooks.of_site(site.id))
        rehearsed = jobs.last(site.id, rehearsing.KIND, LAST_REHEARSALS)
    return pages.show(
        "rules",
        signed=signed,
        site=site,
        rules=found,
        kinds=[kind for kind in rule_settings.NAMES if may_make(signed, kind)],
        rehearsed=rehearsed,
    )


@door.get("/rules/new")
def new_rule() -> Response:
    kind = request.args.get("kind", "")
    if kind not in rule_settings.NAMES:
        raise RuleUnknown
    with snapshot():
        signed = session.current()
        site = site_of(signed)
        typed = inputs.typed(kind, rehearsed(signed, kind) or rule_settings.usual(kind))
    return drawn(signed, site, Draft(0, kind, "", "off", typed))


@door.get("/rules/<id:rule_id>")
def one_rule(rule_id: int) -> Response:
    with snapshot():
        signed = session.current()
        rule = rulebooks.existing(rule_id)
        site = site_where(signed, rule)
        draft = as_kept(rule, rehearsed(signed, rule.kind) or rule.settings)
    return drawn(signed, site, draft)


def rehearsed(signed: Signed, kind: str) -> Mapping[str, Any] | None:
    """Return the settings of the rehearsal from which one comes back to the form, if one does."""
    asked = request.args.get("rehearsal", type=int)
    job = rehearsals.reached(signed.access, asked) if asked else None
    return job.settings["settings"] if job and job.settings["kind"] == kind else None


def site_where(signed: Signed, rule: Rule) -> Site:
    """Return the site at which a rule is looked at; refuses (`RuleUnknown`) those out of reach."""
    if rule.site_id is None:
        return site_of(signed)
    for site in signed.sites:
        if site.id == rule.site_id:
            return site
    raise RuleUnknown


def may_make(signed: Signed, kind: str) -> bool:
    """Whether somebody may make such a rule: a hook hands readers' comments to somebody else."""
    return kind != rules.HOOK or signed.admin


def as_kept(rule: Rule, settings: Mapping[str, Any]) -> Draft:
    typed = inputs.typed(rule.kind, settings)
    return Draft(rule.id, rule.kind, rule.name, rule.state, typed, everywhere=rule.site_id is None)


def drawn(signed: Signed, site: Site, draft: Draft, wrong: Invalid | None = None) -> Response:
    """Show a rule's form; with what is wrong in it, after it was sent."""
    everything = signed.access.site_id is None
    return pages.show(
        "rule",
        signed=signed,
        status=400 if wrong else 200,
        site=site,
        draft=draft,
        inputs=inputs.INPUTS[draft.kind],
        states=rules.STATES,
        may_change=(everything or not draft.everywhere) and may_make(signed, draft.kind),
        may_be_rehearsed=draft.kind in rule_settings.REHEARSED,
        may_be_everywhere=everything,
        errors=wrong.errors if wrong else {},
    )
