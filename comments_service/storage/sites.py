from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, or_, select

from comments_service.domain.errors import Invalid, SiteUnknown
from comments_service.storage.db import Base, bare, connection, db
from comments_service.storage.models import Site

# Built once: putting a statement together costs several times what SQLite takes to answer it.
TABLE, MODERATORS = (Base.metadata.tables[name] for name in ("site", "moderator"))
BY_SLUG = select(TABLE).where(TABLE.c.slug == bindparam("slug"))
STAFF = select(MODERATORS.c.name).where(
    or_(MODERATORS.c.site_id == bindparam("site_id"), MODERATORS.c.site_id.is_(None))
)


def by_slug(slug: str) -> Site:
    """Refuses (`SiteUnknown`) a slug that no site has."""
    site = db.session.scalar(select(Site).where(Site.slug == slug))
    if site is None:
        raise SiteUnknown
    return site


def read(slug: str) -> Site:
    """Return a site as it is, in no session; refuses (`SiteUnknown`) a slug that no site has."""
    row = connection().execute(BY_SLUG, {"slug": slug}).first()
    if row is None:
        raise SiteUnknown
    return bare(Site, TABLE.c.keys(), row)


def by_id(site_id: int) -> Site:
    site = db.session.get(Site, site_id)
    if site is None:
        raise SiteUnknown
    return site


def staff(site_id: int) -> Sequence[str]:
    """Return the names that a site's guests may not look like."""
    return connection().execute(STAFF, {"site_id": site_id}).scalars().all()


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
