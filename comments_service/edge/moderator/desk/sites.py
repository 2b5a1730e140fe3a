"""A site and its policies: what holds in a place, whose word it is, and what an admin changes."""

from typing import Any

from flask import Response, request

from comments_service.domain import policy
from comments_service.domain.errors import NotAllowed
from comments_service.edge import calls
from comments_service.edge.fields import ArticleKey, Plain
from comments_service.edge.moderator import access, policies
from comments_service.edge.moderator.desk import forms, session
from comments_service.edge.moderator.desk.acts import done
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.forms import DeskForm
from comments_service.edge.moderator.desk.pages import show, stood_at
from comments_service.edge.moderator.desk.queue import site_of
from comments_service.edge.moderator.policies import SECTION_CHARACTERS
from comments_service.edge.shapes import In
from comments_service.storage.db import snapshot

LONGEST_VALUE = 20
PolicyForm = DeskForm.from_dict(
    {
        "section": Plain(most=SECTION_CHARACTERS, load_default=""),
        "article": Plain(most=512, load_default=""),
        **{name: Plain(most=LONGEST_VALUE) for name in policy.NAMES},
    },
    name="PolicyForm",
)


class Place(In):
    """A section or an article, where the form names one: a field that is empty names none."""

    section = Plain(most=SECTION_CHARACTERS, load_default=None)
    article = ArticleKey(load_default=None)


@door.get("/site")
def site() -> Response:
    place = placed(request.args)
    with snapshot():
        signed = session.current()
        found = site_of(signed)
        _, layers = policies.layers_of(found, place)
    own = layer_of(place)
    return show(
        "site",
        signed=signed,
        site=found,
        place=place,
        own=layers[own],
        settings=policy.sources(layers),
        inherited=inherited(layers, own),
        choices=policy.CHOICES,
        bounds=policy.BOUNDS,
        back=stood_at(),
    )


def placed(given: Any) -> dict[str, Any]:
    named = {name: given.get(name) for name in ("section", "article")}
    found = calls.load(Place(), {name: value for name, value in named.items() if value})
    # An article is in a section already.
    return {**found, "section": None} if found["article"] else found


def layer_of(place: dict[str, Any]) -> str:
    """Name the layer that says something of its own in this place."""
    return next((name for name in ("article", "section") if place[name]), "site")


def inherited(layers: policy.Layers, own: str) -> dict[str, policy.Sourced]:
    """Return what would hold in a place if it said nothing itself."""
    farther = {name: given for name, given in layers.items() if name != own}
    return {one.name: one for one in policy.sources(farther)}


@door.post("/sites/<slug:slug>/policies")
def change(slug: str) -> Response:
    signed, form = forms.entered(PolicyForm())
    with snapshot():
        found = access.to_site(signed.access, slug)
    if not signed.admin:
        raise NotAllowed
    given = {name: value or None for name, value in form.items() if name in policy.NAMES}
    policies.change(found, placed(form), given)
    return done(signed, form, "policies")
