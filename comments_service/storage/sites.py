from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from comments_service.domain.errors import Invalid, SiteUnknown
from comments_service.storage.db import db
from comments_service.storage.models import Moderator, Site


def by_slug(slug: str) -> Site:
    """Refuses (`SiteUnknown`) a slug that no site has."""
    site = db.session.scalar(select(Site).where(Site.slug == slug))
    if site is None:
        raise SiteUnknown
    return site


def by_id(site_id: int) -> Site:
    site = db.session.get(Site, site_id)
    if site is None:
        raise SiteUnknown
    return site


def with_staff(site_id: int) -> tuple[Site, Sequence[str]]:
    """Return a site, and the names that its guests may not look like."""
    staff = or_(Moderator.site_id == Site.id, Moderator.site_id.is_(None))
    asked = select(Site, Moderator).outerjoin(Moderator, staff).where(Site.id == site_id)
    rows: Sequence[Any] = db.session.execute(asked).all()
    if not rows:
        raise SiteUnknown
    return rows[0].Site, [row.Moderator.name for row in rows if row.Moderator]


def every() -> Sequence[Site]:
    return db.session.scalars(select(Site).order_by(Site.slug)).all()


def names_an_origin(origin: str) -> bool:
    """Whether any site has registered exactly this origin."""
    return any(origin in kept for kept in db.session.scalars(select(Site.origins)))


def add(
    slug: str, name: str, origins: Sequence[str], policy: Mapping[str, Any], now: datetime
) -> Site:
    if db.session.scalar(select(Site.id).where(Site.slug == slug)) is not None:
        raise Invalid.field("slug", "is taken by another site")
    site = Site(slug=slug, name=name, origins=list(origins), policy=dict(policy), created_at=now)
    db.session.add(site)
    db.session.flush()
    return site


def touch(site: Site) -> None:
    """Mark that readers of any of its articles may now see something else."""
    site.version += 1
