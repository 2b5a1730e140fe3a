"""Policies as they are inherited: what holds in a place, and who says so."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from comments_service.actions import administering, policing
from comments_service.domain import policy
from comments_service.domain.errors import Invalid, ScopeMissing, SiteUnknown
from comments_service.edge.calls import call
from comments_service.edge.fields import ArticleKey, Choice, Plain, Whole
from comments_service.edge.moderator import access
from comments_service.edge.moderator.door import door
from comments_service.edge.shapes import In, Slug, ThreadIn
from comments_service.storage import articles, policies
from comments_service.storage.db import snapshot
from comments_service.storage.models import Site

SECTION_CHARACTERS = 200


class Section(Plain):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(least=1, most=SECTION_CHARACTERS, **kwargs)


class PlaceIn(In):
    """Where a policy holds: on every site, on one, in a section of it or on an article."""

    site = Slug(load_default=None)
    section = Section(load_default=None)
    article = ArticleKey(load_default=None)

    @validates_schema
    def is_one_place(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if data["section"] is not None and data["article"] is not None:
            raise ValidationError("cannot stand beside article, which is in one already", "section")
        for name in ("section", "article"):
            if data[name] is not None and data["site"] is None:
                raise ValidationError("is of a site", name)


LayerIn = In.from_dict(
    {
        **{name: Choice(*values, allow_none=True) for name, values in policy.CHOICES.items()},
        **{
            name: Whole(least=0, most=bound.most, allow_none=True)
            for name, bound in policy.BOUNDS.items()
        },
    },
    name="LayerIn",
)
# A layer as it is kept: only what it says itself.
LayerOut = Schema.from_dict(
    {
        **{name: fields.String() for name in policy.CHOICES},
        **{name: fields.Integer() for name in policy.BOUNDS},
    },
    name="LayerOut",
)


class ChangeIn(In):
    policy = fields.Nested(
        LayerIn,
        required=True,
        metadata={"description": "What is null is inherited again."},
    )

    @validates_schema
    def names_something(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if not data["policy"]:
            raise ValidationError("names nothing to change", "policy")


class SectionIn(In):
    section = Section(required=True, allow_none=True)


class SettingOut(Schema):
    name = fields.String()
    value = fields.Raw(metadata={"type": ["string", "integer"]})
    origin = fields.String(
        metadata={"description": f"{policy.BUILT_IN}, {', '.join(policy.LAYERS)}: whose word it is"}
    )


class PoliciesOut(Schema):
    section = fields.String(allow_none=True)
    settings = fields.List(fields.Nested(SettingOut))
    layers = fields.Dict(fields.String(), fields.Nested(LayerOut))


REFUSES = (*access.REFUSES, Invalid, SiteUnknown)


@call(
    door,
    "GET",
    "/moderation/policies",
    "The policies that hold in a place, each with whose word it is",
    credential="moderate",
    query=PlaceIn(),
    out=PoliciesOut(),
    refuses=REFUSES,
)
def list_policies(query: dict[str, Any]) -> dict[str, Any]:
    with snapshot():
        site = reached(query["site"], "moderate")
        return shown(site, query)


@call(
    door,
    "PATCH",
    "/moderation/policies",
    "Change the policies of a place; what is not named stays",
    credential="admin",
    query=PlaceIn(),
    body=ChangeIn(),
    out=PoliciesOut(),
    refuses=REFUSES,
)
def change_policies(query: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    with snapshot():
        site = reached(query["site"], "admin")
    change(site, query, body["policy"])
    with snapshot():
        return shown(site, query)


@call(
    door,
    "PUT",
    "/moderation/articles/section",
    "Say in which section of its site an article stands, also before anybody has posted",
    credential="admin",
    query=ThreadIn(),
    body=SectionIn(),
    out=PoliciesOut(),
    refuses=REFUSES,
)
def set_section(query: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    with snapshot():
        site = access.to_site(access.by_key("admin"), query["site"])
    policing.set_section_of(site.id, query["article"], body["section"])
    with snapshot():
        return shown(site, {**query, "section": None})


def reached(slug: str | None, scope: str) -> Site | None:
    """Return the site that is asked for; the instance is for who reaches all of them."""
    found = access.by_key(scope)
    if slug is not None:
        return access.to_site(found, slug)
    if found.site_id is not None:
        raise ScopeMissing("This key reaches one site, and no other")
    return None


def change(site: Site | None, query: dict[str, Any], given: dict[str, Any]) -> None:
    if site is None:
        policing.set_instance(given)
    elif query["section"] is not None:
        policing.set_section(site.id, query["section"], given)
    elif query["article"] is not None:
        policing.set_article(site.id, query["article"], given)
    else:
        administering.set_site(site.slug, name=None, origins=None, rules=given)


def shown(site: Site | None, query: dict[str, Any]) -> dict[str, Any]:
    section, layers = layers_of(site, query)
    return {"section": section, "settings": policy.sources(layers), "layers": layers}


def layers_of(site: Site | None, query: dict[str, Any]) -> tuple[str | None, policy.Layers]:
    if site is None:
        return None, {"instance": policies.of_instance()}
    article = articles.find(site.id, query["article"]) if query["article"] else None
    section = query["section"] or (article.section if article else None)
    return section, policies.of_site(site.id).named(section, article)
