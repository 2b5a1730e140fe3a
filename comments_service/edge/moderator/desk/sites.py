from dataclasses import asdict

from flask import Response

from comments_service.actions import administering
from comments_service.domain import policy
from comments_service.domain.errors import NotAllowed
from comments_service.edge.fields import Choice
from comments_service.edge.moderator import access
from comments_service.edge.moderator.desk import forms, session
from comments_service.edge.moderator.desk.acts import done
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.forms import DeskForm
from comments_service.edge.moderator.desk.pages import show, stood_at
from comments_service.edge.moderator.desk.queue import site_of
from comments_service.storage.db import snapshot

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
        policy={name: asdict(policy.read(found.policy))[name] for name in policy.CHOICES},
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
