from dataclasses import asdict

from flask import Response

from ....actions import administering
from ....domain import policy
from ....domain.errors import NotAllowed
from ....storage.db import snapshot
from ...fields import Choice
from .. import access
from . import forms, session
from .acts import done
from .door import door
from .forms import DeskForm
from .pages import show, stood_at
from .queue import site_of

PolicyForm = DeskForm.from_dict(
    {name: Choice(*values) for name, values in policy.CHOICES.items()}, name="PolicyForm"
)


@door.get("/site")
def site() -> Response:
    with snapshot():
        signed = session.current()
        found = site_of(signed)
    return show(
        "site",
        signed=signed,
        site=found,
        policy=asdict(policy.read(found.policy)),
        choices=policy.CHOICES,
        back=stood_at(),
    )


@door.post("/sites/<slug:slug>/policies")
def change(slug: str) -> Response:
    signed, form = forms.entered(PolicyForm())
    with snapshot():
        access.to_site(signed.access, slug)
    if not signed.admin:
        raise NotAllowed
    rules = {name: value for name, value in form.items() if name in policy.CHOICES}
    administering.set_site(slug, name=None, origins=None, rules=rules)
    return done(signed, form, "policies")
