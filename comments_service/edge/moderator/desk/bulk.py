"""Many comments at once: what it would be about, then the batch, how far it is, and its undo."""

import re

from flask import Response, request

from comments_service.actions import deciding_many
from comments_service.actions.deciding_many import Wanted
from comments_service.domain import ruling
from comments_service.domain.errors import Invalid
from comments_service.edge.fields import Choice, Plain
from comments_service.edge.moderator import access, batches
from comments_service.edge.moderator.batches import MOST_IDS
from comments_service.edge.moderator.deciding import REASON_CHARACTERS
from comments_service.edge.moderator.desk import forms, session
from comments_service.edge.moderator.desk.acts import done
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.forms import DeskForm, Typed
from comments_service.edge.moderator.desk.pages import led_to, show, stood_at
from comments_service.edge.moderator.desk.queue import site_of
from comments_service.edge.shapes import Slug
from comments_service.storage import queues, sites
from comments_service.storage.batches import Chosen
from comments_service.storage.db import snapshot

LONGEST_IDS = 17 * MOST_IDS


class BatchForm(DeskForm):
    """`ids` as they stand in a field, with blanks between; without them, all of the queue."""

    site = Slug(required=True)
    queue = Choice(*queues.QUEUES, load_default=None)
    ids = Plain(most=LONGEST_IDS, load_default="")
    action = Choice(*ruling.STATUS, load_default="reject")
    rule = Choice(*ruling.GROUNDS, load_default=None)
    reason = Typed(most=REASON_CHARACTERS, load_default="")


@door.get("/bulk")
def bulk() -> Response:
    with snapshot():
        signed = session.current()
        site = site_of(signed)
    picked = " ".join(request.args.getlist("ids"))
    chosen = chosen_of(site.id, picked, None if picked else request.args.get("queue"))
    return show(
        "bulk",
        signed=signed,
        site=site,
        chosen=chosen,
        picked=picked,
        found=deciding_many.preview(chosen, "approve"),
        rules=ruling.GROUNDS,
    )


def chosen_of(site_id: int, picked: str, queue: str | None) -> Chosen:
    ids = picked.split()
    if len(ids) > MOST_IDS or not all(re.fullmatch("[0-9]{1,15}", each) for each in ids):
        raise Invalid.field("ids", f"must be up to {MOST_IDS} numbers of comments")
    return Chosen(site_id, [int(each) for each in ids], queue if queue in queues.QUEUES else None)


@door.post("/batches")
def begin_batch() -> Response:
    signed, form = forms.entered(BatchForm())
    with snapshot():
        site = access.to_site(signed.access, form["site"])
    chosen = chosen_of(site.id, form["ids"], None if form["ids"] else form["queue"])
    wanted = Wanted(
        form["action"], form["reason"].strip(), ruling.rule_of(form["action"], form["rule"])
    )
    made = deciding_many.begin(chosen, signed.access.who, wanted, charge=signed.access.charge)
    return session.prolong(signed, led_to(f"/desk/batches/{made}"))


@door.get("/batches/<id:batch_id>")
def batch(batch_id: int) -> Response:
    with snapshot():
        signed = session.current()
        found = batches.reached(signed.access, batch_id)
        site = sites.by_id(found.batch.site_id)
    return show("batch", signed=signed, site=site, found=found, back=stood_at())


@door.post("/batches/<id:batch_id>/undo")
def undo_batch(batch_id: int) -> Response:
    signed, form = forms.entered(DeskForm())
    with snapshot():
        batches.reached(signed.access, batch_id)
    deciding_many.undo(batch_id, signed.access.who, charge=signed.access.charge)
    return done(signed, form, "undoing")
