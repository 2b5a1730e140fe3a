"""Bans of a site: set, lifted, listed, and made ready to be compared.

Who writes is compared with a list that each process keeps until the site's `bans_version` says
that there is a newer one: a post reads that with its site anyway, so it costs no statement.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, Select, select, update
from sqlalchemy.orm import aliased

from comments_service.domain import bans
from comments_service.domain import cursor as cursors
from comments_service.domain.bans import Banlist
from comments_service.domain.errors import AlreadyBanned, BanUnknown, SiteUnknown
from comments_service.storage.db import db
from comments_service.storage.models import Author, Ban, Decision, Site

BANS = 20


@dataclass(frozen=True)
class Entry:
    """A ban, who set it, and whom it is about, where it is about somebody."""

    ban: Ban
    moderator: Author
    author: Author | None

    def holds(self, now: datetime) -> bool:
        return holds(self.ban, now)

    @property
    def named(self) -> str | None:
        """The range or the domain that a person has written; a digest is for nobody to read."""
        return self.ban.value if self.ban.kind in bans.NAMED else None


@dataclass(frozen=True)
class Page:
    entries: list[Entry]
    next_cursor: str | None


def at(site_id: int, version: int, now: datetime) -> Banlist:
    """Return the bans of this version, or newer ones; within a snapshot or transaction."""
    kept = shelf().get(site_id)
    return kept if kept is not None and kept.version >= version else read(site_id, now)


def read(site_id: int, now: datetime) -> Banlist:
    asked = (
        select(Site.bans_version, Ban)
        .outerjoin(Ban, (Ban.site_id == Site.id) & standing(now))
        .where(Site.id == site_id)
    )
    rows = db.session.execute(asked).all()
    if not rows:
        raise SiteUnknown
    found = Banlist(rows[0].bans_version, [plain(row.Ban) for row in rows if row.Ban])
    shelf()[site_id] = found
    return found


def holds(ban: Ban, now: datetime) -> bool:
    return ban.lifted_id is None and ban.ends_at > now


def standing(now: datetime) -> ColumnElement[bool]:
    return Ban.lifted_id.is_(None) & (Ban.ends_at > now)


def plain(row: Ban) -> bans.Ban:
    return bans.Ban(row.kind, row.value, row.reason, row.ends_at)


def shelf() -> dict[int, Banlist]:
    found: dict[int, Banlist] = current_app.extensions.setdefault("comments_bans", {})
    return found


def change(site_id: int) -> None:
    """Mark that the bans of a site are no more what they were; others wait until this is done."""
    db.session.execute(
        update(Site).where(Site.id == site_id).values(bans_version=Site.bans_version + 1)
    )


def refuse_twice(site_id: int, kind: str, value: str, now: datetime) -> None:
    """Refuses (`AlreadyBanned`) what is banned; who asks has marked the change, so no other can."""
    same = (Ban.site_id == site_id, Ban.kind == kind, Ban.value == value)
    if db.session.scalar(select(Ban.id).where(*same, standing(now)).limit(1)) is not None:
        raise AlreadyBanned


def add(ban: Ban, moderator: Author, decision: Decision) -> Ban:
    ban.moderator_id, ban.decision_id = moderator.id, decision.id
    db.session.add(ban)
    db.session.flush()
    return ban


def lock(ban_id: int) -> Ban:
    """Lock a ban until the transaction ends; refuses (`BanUnknown`) an id of none."""
    found = db.session.scalar(select(Ban).where(Ban.id == ban_id).with_for_update())
    if found is None:
        raise BanUnknown
    return found


def entry(ban_id: int) -> Entry:
    """Refuses (`BanUnknown`) an id of none."""
    found = db.session.execute(entries().where(Ban.id == ban_id)).first()
    if found is None:
        raise BanUnknown
    return Entry(*found)


def page(site_id: int, now: datetime, *, past: bool, limit: int, cursor: str | None = None) -> Page:
    """Read a site's bans, newest first: those that hold, or (`past`) all there ever were."""
    asked = entries().where(Ban.site_id == site_id)
    if not past:
        asked = asked.where(standing(now))
    if cursor is not None:
        asked = asked.where(Ban.id < cursors.read_list(cursor, BANS, site_id).id)
    rows = db.session.execute(asked.limit(limit + 1)).all()
    found = [Entry(*row) for row in rows[:limit]]
    if len(rows) <= limit:
        return Page(found, None)
    place = cursors.Place(0, 0, found[-1].ban.id)
    return Page(found, cursors.write_list(BANS, site_id, place))


def of_author(author_id: int) -> Sequence[Entry]:
    """Return the newest bans that are, or were, about an author."""
    asked = entries().where(Ban.author_id == author_id).limit(50)
    return [Entry(*row) for row in db.session.execute(asked)]


def entries() -> Select[*tuple[Any, ...]]:
    about = aliased(Author)
    return (
        select(Ban, Author, about)
        .join(Author, Author.id == Ban.moderator_id)
        .outerjoin(about, about.id == Ban.author_id)
        .order_by(Ban.id.desc())
    )
