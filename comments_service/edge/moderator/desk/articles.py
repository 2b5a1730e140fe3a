from flask import Response

from comments_service.actions import locking
from comments_service.edge.fields import ArticleKey, Choice
from comments_service.edge.moderator import access
from comments_service.edge.moderator.desk import forms
from comments_service.edge.moderator.desk.acts import done
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.forms import DeskForm
from comments_service.edge.shapes import Slug
from comments_service.storage.db import snapshot


class LockForm(DeskForm):
    site = Slug(required=True)
    article = ArticleKey(required=True)
    locked = Choice("yes", "no", required=True)


@door.post("/articles/lock")
def lock() -> Response:
    signed, form = forms.entered(LockForm())
    with snapshot():
        site = access.to_site(signed.access, form["site"])
    turn = locking.lock if form["locked"] == "yes" else locking.unlock
    turn(site.id, form["article"], signed.access.who, charge=signed.access.charge)
    return done(signed, form, "locked" if form["locked"] == "yes" else "unlocked")
