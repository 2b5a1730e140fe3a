"""Filters, unpacked once in each process; whether they have learned is asked every few seconds."""

from dataclasses import dataclass, field
from time import monotonic

from flask import current_app
from sqlalchemy import select

from comments_service.domain.learning import Counts, Filter
from comments_service.storage import learned
from comments_service.storage.db import db, snapshot
from comments_service.storage.models import Learned
from comments_service.storage.policies import EVERY_SITE

# A text is judged by what was learned until then, at the latest.
LOOKED_AT_EVERY_SECONDS = 5.0
# Half a megabyte each.
MOST_KEPT = 50
NOTHING = Counts.none()


@dataclass(frozen=True)
class Kept:
    version: int
    counts: Counts


@dataclass
class Shelf:
    """The counts of sites, and when it was last asked whether they are still those."""

    kept: dict[int, Kept] = field(default_factory=dict)
    asked_at: dict[int, float] = field(default_factory=dict)

    def filter(self, site_id: int) -> Filter:
        found = (self.kept.get(each) for each in (site_id, EVERY_SITE))
        return Filter(*(each.counts if each else NOTHING for each in found))


def known(site_id: int) -> Filter:
    """Return a site's filter as this process knows it, which may be that of a moment ago."""
    asked_at = shelf().asked_at.get(site_id)
    if asked_at is not None and monotonic() - asked_at < LOOKED_AT_EVERY_SECONDS:
        return shelf().filter(site_id)
    with snapshot():
        return read(site_id)


def at_hand(site_id: int) -> Filter:
    """Return the same within a snapshot or transaction, however long ago that was."""
    return shelf().filter(site_id) if site_id in shelf().asked_at else read(site_id)


def read(site_id: int) -> Filter:
    asked = select(Learned.site_id, Learned.version)
    for row in db.session.execute(asked.where(Learned.site_id.in_([site_id, EVERY_SITE]))):
        kept = shelf().kept.get(row.site_id)
        if kept is None or kept.version != row.version:
            put(row.site_id, Kept(row.version, learned.counts(learned.of(row.site_id))))
    shelf().asked_at[site_id] = monotonic()
    return shelf().filter(site_id)


def put(site_id: int, kept: Kept) -> None:
    """Keep counts in the place of the oldest, which are read again when they are asked for."""
    own = shelf().kept
    own[site_id] = kept
    oldest = [each for each in list(own) if each not in {site_id, EVERY_SITE}]
    for each in oldest[: max(0, len(own) - MOST_KEPT)]:
        own.pop(each, None)
        shelf().asked_at.pop(each, None)


def shelf() -> Shelf:
    found: Shelf = current_app.extensions.setdefault("comments_filters", Shelf())
    return found
