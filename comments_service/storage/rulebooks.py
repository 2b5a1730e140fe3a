"""The rules of sites, made ready once in each process and kept until one of them changes."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from flask import current_app
from sqlalchemy import func, or_, select

from comments_service.domain import rules
from comments_service.domain.errors import RuleUnknown, SiteUnknown
from comments_service.domain.rules import Rulebook
from comments_service.storage.db import db, snapshot
from comments_service.storage.models import Finding, Rule, Site


def known(site_id: int) -> Rulebook:
    """Return the rules as this process knows them, which may be those of a moment ago."""
    kept = shelf().get(site_id)
    if kept is not None:
        return kept
    with snapshot():
        return read(site_id)


def at(site_id: int, version: int) -> Rulebook:
    """Return the rules of this version, or newer ones; within a snapshot or transaction."""
    kept = shelf().get(site_id)
    return kept if kept is not None and kept.version >= version else read(site_id)


def read(site_id: int) -> Rulebook:
    mine = or_(Rule.site_id == Site.id, Rule.site_id.is_(None))
    asked = (
        select(Site.rules_version, Rule)
        .outerjoin(Rule, mine & Rule.state.in_(rules.ACTIVE))
        .where(Site.id == site_id)
        .order_by(Rule.id)
    )
    rows = db.session.execute(asked).all()
    if not rows:
        raise SiteUnknown
    found = Rulebook(rows[0].rules_version, [plain(row.Rule) for row in rows if row.Rule])
    shelf()[site_id] = found
    return found


def plain(row: Rule) -> rules.Rule:
    return rules.Rule(row.id, row.kind, row.name, row.settings, row.state)


def shelf() -> dict[int, Rulebook]:
    found: dict[int, Rulebook] = current_app.extensions.setdefault("comments_rulebooks", {})
    return found


def existing(rule_id: int) -> Rule:
    """Refuses (`RuleUnknown`) an id of none."""
    found = db.session.get(Rule, rule_id)
    if found is None:
        raise RuleUnknown
    return found


def name_of(rule_id: int) -> str | None:
    return db.session.scalar(select(Rule.name).where(Rule.id == rule_id))


def of_site(site_id: int) -> list[Rule]:
    """Return a site's rules and those of all sites."""
    asked = select(Rule).where(or_(Rule.site_id == site_id, Rule.site_id.is_(None)))
    return list(db.session.scalars(asked.order_by(Rule.id)))


def add(site_id: int | None, rule: rules.Rule, now: datetime) -> Rule:
    made = Rule(site_id=site_id, kind=rule.kind, name=rule.name, created_at=now)
    made.settings, made.state = dict(rule.settings), rule.state
    db.session.add(made)
    db.session.flush()
    changed(site_id)
    return made


def changed(site_id: int | None) -> None:
    """Mark that the rules of a site, or of all of them, are no more what they were."""
    asked = select(Site) if site_id is None else select(Site).where(Site.id == site_id)
    for site in db.session.scalars(asked.order_by(Site.id).with_for_update()):
        site.rules_version += 1


def counts(rule_ids: Iterable[int], since: datetime) -> Mapping[int, Mapping[bool, int]]:
    """Return of each rule how many comments it held (`True`), and how many it only counted."""
    asked = (
        select(Finding.rule_id, Finding.acts, func.count())
        .where(Finding.rule_id.in_(list(rule_ids)), Finding.created_at >= since)
        .group_by(Finding.rule_id, Finding.acts)
    )
    found: dict[int, dict[bool, int]] = {}
    for rule_id, acts, many in db.session.execute(asked):
        found.setdefault(rule_id or 0, {})[bool(acts)] = many
    return found


def remove(rule: Rule) -> None:
    db.session.delete(rule)
