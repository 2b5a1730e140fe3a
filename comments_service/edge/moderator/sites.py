from dataclasses import asdict
from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from comments_service.actions import administering
from comments_service.domain import policy
from comments_service.domain.errors import Invalid, SiteUnknown
from comments_service.edge.calls import call
from comments_service.edge.fields import Choice, Whole
from comments_service.edge.moderator import access
from comments_service.edge.moderator.door import door
from comments_service.edge.shapes import In
from comments_service.storage import sites
from comments_service.storage.db import snapshot
from comments_service.storage.models import Site

PolicyIn = In.from_dict(
    {
        **{name: Choice(*values) for name, values in policy.CHOICES.items()},
        **{name: Whole(least=0, most=bound.most) for name, bound in policy.BOUNDS.items()},
    },
    name="PolicyIn",
)
PolicyOut = Schema.from_dict(
    {
        **{name: fields.String() for name in policy.CHOICES},
        **{name: fields.Integer() for name in policy.BOUNDS},
    },
    name="PolicyOut",
)


class SiteIn(In):
    policy = fields.Nested(PolicyIn, required=True)

    @validates_schema
    def names_something(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if not data["policy"]:
            raise ValidationError("names nothing to change", "policy")


class SiteOut(Schema):
    slug = fields.String()
    name = fields.String()
    origins = fields.List(fields.String())
    policy = fields.Nested(PolicyOut)


class SitesOut(Schema):
    sites = fields.List(fields.Nested(SiteOut))


class ChangedOut(Schema):
    site = fields.Nested(SiteOut)


@call(
    door,
    "GET",
    "/moderation/sites",
    "The sites that one may moderate, with their policies",
    credential="moderate",
    out=SitesOut(),
    refuses=access.REFUSES,
)
def list_sites() -> dict[str, Any]:
    with snapshot():
        found = access.by_key()
        return {"sites": [shown(site) for site in sites.every() if found.reaches(site.id)]}


@call(
    door,
    "PATCH",
    "/moderation/sites/<slug:slug>",
    "Change a site's policies; what is not named stays",
    credential="admin",
    body=SiteIn(),
    out=ChangedOut(),
    refuses=(*access.REFUSES, Invalid, SiteUnknown),
)
def set_policies(slug: str, body: dict[str, Any]) -> dict[str, Any]:
    with snapshot():
        access.to_site(access.by_key("admin"), slug)
    site = administering.set_site(slug, name=None, origins=None, rules=body["policy"])
    return {"site": shown(site)}


def shown(site: Site) -> dict[str, Any]:
    return {
        "slug": site.slug,
        "name": site.name,
        "origins": site.origins,
        "policy": asdict(policy.read(site.policy)),
    }
