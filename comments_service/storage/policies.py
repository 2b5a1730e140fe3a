"""The policies of the instance, of a site, of its sections and of an article, over each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased

from comments_service.domain import policy
from comments_service.domain.errors import SiteUnknown
from comments_service.domain.policy import Given, Policy
from comments_service.storage.db import db
from comments_service.storage.models import Article, PolicyLayer, Site

EVERY_SITE, NO_SECTION = 0, ""
INSTANCE, SECTION = aliased(PolicyLayer, name="instance"), aliased(PolicyLayer, name="in_section")
OF_INSTANCE = and_(INSTANCE.site_id == EVERY_SITE, INSTANCE.section == NO_SECTION)
OF_SECTION = and_(SECTION.site_id == Site.id, SECTION.section == Article.section)
# From the farthest to the nearest, for statements that read a site and an article of it.
VERSIONS = (Site.rules_version, Site.bans_version)
LAYERS = (INSTANCE.settings, Site.policy, SECTION.settings, Article.policy)


def along(asked: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Join the layers to a statement about a site and, if it is there, an article."""
    return asked.outerjoin(INSTANCE, OF_INSTANCE).outerjoin(SECTION, OF_SECTION)


class Terms(NamedTuple):
    """On what a text is judged in its place: the policy there, this state of rules and of bans."""

    policy: Policy
    rules_version: int
    bans_version: int


@dataclass(frozen=True)
class Decided:
    """All that has been decided for a site, so that any of its articles can be asked for."""

    instance: Given
    site: Given
    sections: Mapping[str, Given]
    rules_version: int
    bans_version: int

    def terms(self, article: Article | None = None) -> Terms:
        return Terms(self.over(article), self.rules_version, self.bans_version)

    def over(self, article: Article | None = None) -> Policy:
        """Return what holds for an article; without one, for those that have no word of theirs."""
        return policy.read(*self.named(article.section if article else None, article).values())

    def named(self, section: str | None, article: Article | None) -> dict[str, Given]:
        """Name the layers as they lie over each other in this place, the farthest first."""
        nearest = (article.policy or {}) if article else {}
        of_section = self.sections.get(section or NO_SECTION, {})
        return dict(
            zip(policy.LAYERS, (self.instance, self.site, of_section, nearest), strict=True)
        )


def of_site(site_id: int) -> Decided:
    """Refuses (`SiteUnknown`) an id of none."""
    decided = PolicyLayer.site_id.in_([EVERY_SITE, site_id])
    asked = (
        select(Site.policy, *VERSIONS, PolicyLayer.section, PolicyLayer.settings)
        .outerjoin(PolicyLayer, decided)
        .where(Site.id == site_id)
    )
    rows = db.session.execute(asked).all()
    if not rows:
        raise SiteUnknown
    # Beside a site's own sections, none stands for the instance.
    found = {row.section: row.settings for row in rows if row.section is not None}
    instance = found.pop(NO_SECTION, {})
    first = rows[0]
    return Decided(instance, first.policy, found, first.rules_version, first.bans_version)


def of_article(article: Article) -> Policy:
    return of_site(article.site_id).over(article)


def of_instance() -> Given:
    found = db.session.get(PolicyLayer, (EVERY_SITE, NO_SECTION))
    return found.settings if found else {}


def set_layer(site_id: int, section: str, given: Given) -> None:
    """Change what the instance or a section says; what is given as `None` is inherited again."""
    layer = db.session.get(PolicyLayer, (site_id, section))
    if layer is None:
        layer = PolicyLayer(site_id=site_id, section=section, settings={})
        db.session.add(layer)
    layer.settings = policy.changed(layer.settings, given)
