from flask import Response

from ....actions import locking
from ....storage.db import snapshot
from ...fields import ArticleKey, Choice
from ...shapes import Slug
from .. import access
from . import forms
from .acts import done
from .door import door
from .forms import DeskForm


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
    turn(site.id, form["article"], charge=signed.access.charge)
    return done(signed, form, "locked" if form["locked"] == "yes" else "unlocked")
