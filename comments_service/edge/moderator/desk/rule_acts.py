"""What is done with rules at the desk: made, changed, taken away, and tried."""

from typing import Any

from flask import Response

from comments_service.actions import rehearsing, rulemaking
from comments_service.domain import rule_settings, rules
from comments_service.domain.errors import Invalid, NotAllowed
from comments_service.edge.fields import Choice, Digits
from comments_service.edge.moderator import access
from comments_service.edge.moderator import rules as api
from comments_service.edge.moderator.desk import forms, inputs, pages, session
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.forms import DeskForm, Typed
from comments_service.edge.moderator.desk.rules import Draft, drawn, may_make
from comments_service.edge.moderator.desk.session import Signed
from comments_service.edge.moderator.rehearsals import MOST_DAYS, USUAL_DAYS
from comments_service.edge.shapes import TEXT_BODY, Slug
from comments_service.storage.db import snapshot
from comments_service.storage.models import Site

RuleForm = DeskForm.from_dict(
    {
        "site": Slug(required=True),
        "rule": Digits(least=0, load_default=0),
        "kind": Choice(*rule_settings.NAMES, required=True),
        "name": Typed(most=TEXT_BODY, load_default=""),
        "state": Choice(*rules.STATES, load_default="off"),
        "everywhere": Choice(inputs.MARKED, load_default=None),
        "within": Digits(most=MOST_DAYS, load_default=USUAL_DAYS),
        **{name: Typed(most=TEXT_BODY, load_default="") for name in inputs.NAMES},
    },
    name="RuleForm",
)


@door.post("/rules")
def save_rule() -> Response:
    signed, form, site = entered()
    try:
        rule_id = saved(signed, form, site)
    except Invalid as error:
        return drawn(signed, site, as_typed(form), error)
    return led(signed, f"/desk/rules/{rule_id}?site={site.slug}", "rule_saved")


@door.post("/rules/<id:rule_id>/remove")
def remove_rule(rule_id: int) -> Response:
    signed, form = forms.entered(DeskForm())
    reach(signed, rule_id)
    rulemaking.remove(rule_id)
    return led(signed, form["back"], "rule_removed")


@door.post("/rehearsals")
def rehearse() -> Response:
    """Try a rule as its form has it, which need not be saved."""
    signed, form, site = entered()
    settings = inputs.taken(form["kind"], form)
    try:
        job = rehearsing.ask(
            site.id, form["kind"], settings, days=form["within"], rule_id=form["rule"] or None
        )
    except Invalid as error:
        return drawn(signed, site, as_typed(form), error)
    return led(signed, f"/desk/rehearsals/{job.id}", "rehearsing")


def entered() -> tuple[Signed, dict[str, Any], Site]:
    signed, form = forms.entered(RuleForm())
    with snapshot():
        return signed, form, access.to_site(signed.access, form["site"])


def saved(signed: Signed, form: dict[str, Any], site: Site) -> int:
    settings = inputs.taken(form["kind"], form)
    if not may_make(signed, form["kind"]):
        raise NotAllowed
    if form["rule"]:
        reach(signed, form["rule"])
        given = {"name": form["name"], "state": form["state"], "settings": settings}
        return rulemaking.change(form["rule"], given).id
    of = api.of_all(signed.access) if form["everywhere"] else site.id
    draft = rulemaking.Draft(form["kind"], form["name"], settings, form["state"])
    return rulemaking.make(of, draft).id


def reach(signed: Signed, rule_id: int) -> None:
    """Refuses (`RuleUnknown`, `NotAllowed`) who may not change this rule."""
    with snapshot():
        rule = api.reached(signed.access, rule_id)
        if not may_make(signed, rule.kind):
            raise NotAllowed


def as_typed(form: dict[str, Any]) -> Draft:
    return Draft(
        form["rule"],
        form["kind"],
        form["name"],
        form["state"],
        {name: form[name] for name in inputs.NAMES},
        everywhere=bool(form["everywhere"]),
    )


def led(signed: Signed, to: str, said: str) -> Response:
    return session.prolong(signed, pages.back(to, said))
