"""Who else looks at what, and how many have come since: asked by the desk's script."""

from flask import Response, jsonify

from comments_service.domain import thread
from comments_service.edge import limits
from comments_service.edge.fields import Choice, Digits
from comments_service.edge.moderator import access
from comments_service.edge.moderator.desk import forms
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.forms import DeskForm
from comments_service.edge.shapes import Slug
from comments_service.storage import presence, queues
from comments_service.storage.db import snapshot


class LookingForm(DeskForm):
    site = Slug(required=True)
    queue = Choice(*queues.NAMES, queues.SEARCH, required=True)
    since = Digits(least=0, required=True)
    comment = Digits(least=0, required=True)


@door.post("/looking")
def look() -> Response:
    signed, form = forms.entered(LookingForm())
    counters, who = limits.of_app().store, signed.access.who
    since = thread.moment(form["since"])
    with snapshot():
        site = access.to_site(signed.access, form["site"])
        new = queues.new(site.id, form["queue"], since)
        others = presence.beside(site.id, who)
    presence.look(counters, who, form["comment"])
    return jsonify(new=new, looking=presence.looking(counters, others))
