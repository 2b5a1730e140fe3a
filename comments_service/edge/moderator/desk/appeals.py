from flask import Response, request

from comments_service.actions import appealing
from comments_service.domain import appeals as rules
from comments_service.edge.fields import Choice
from comments_service.edge.moderator.appeals import to_appeal
from comments_service.edge.moderator.deciding import REASON_CHARACTERS
from comments_service.edge.moderator.desk import forms, session
from comments_service.edge.moderator.desk.acts import done
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.forms import DeskForm, Typed
from comments_service.edge.moderator.desk.pages import show, stood_at
from comments_service.edge.moderator.desk.queue import site_of
from comments_service.edge.moderator.desk.session import Signed
from comments_service.storage import appeals
from comments_service.storage.appeals import Case
from comments_service.storage.db import snapshot


class OutcomeForm(DeskForm):
    outcome = Choice(*rules.OUTCOMES, required=True)
    reason = Typed(most=REASON_CHARACTERS, load_default="")


@door.get("/appeals")
def list_appeals() -> Response:
    asked = request.args.get("state", "open")
    state = asked if asked in appeals.LISTS else "open"
    with snapshot():
        signed = session.current()
        site = site_of(signed)
        found = appeals.page(site.id, state, limit=25, cursor=request.args.get("cursor"))
    return show(
        "appeals",
        signed=signed,
        site=site,
        found=found,
        state=state,
        states=appeals.LISTS,
        own={case.heard.appeal.id for case in found.cases if decided_by(signed, case)},
        back=stood_at(),
    )


def decided_by(signed: Signed, case: Case) -> bool:
    """Whether who looks has had a part in it, and so has to leave the appeal to a colleague."""
    who = (signed.access.who.issuer, signed.access.who.subject)
    before = [one for one in (case.heard.against, case.item.decision) if one]
    people = [(one.moderator.issuer, one.moderator.subject) for one in before]
    return not rules.may_decide(who, people)


@door.post("/appeals/<id:appeal_id>/decision")
def decide_appeal(appeal_id: int) -> Response:
    signed, form = forms.entered(OutcomeForm())
    with snapshot():
        to_appeal(signed.access, appeal_id)
    reason, charge = form["reason"].strip(), signed.access.charge
    appealing.decide(appeal_id, signed.access.who, form["outcome"], reason, charge=charge)
    return done(signed, form, form["outcome"])
