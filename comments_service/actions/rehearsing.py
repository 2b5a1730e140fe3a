"""Rehearse a rule: what it would have done to the comments of the last days."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import islice
from typing import Any

from comments_service.actions import clock
from comments_service.domain import rule_settings, trial
from comments_service.domain.errors import Invalid
from comments_service.domain.reading import Reading
from comments_service.domain.rules import Found
from comments_service.domain.trial import Mistake, Tally, Text, Try
from comments_service.storage import filters, history, jobs
from comments_service.storage.db import restarting, snapshot, transaction
from comments_service.storage.history import Past
from comments_service.storage.models import Job

KIND = "rehearsal"
AT_ONCE = 2_000
PUT_AWAY = {"rejected", "spam"}


@restarting
def ask(
    site_id: int, kind: str, settings: Mapping[str, Any], *, days: int, rule_id: int | None = None
) -> Job:
    """Ask for a rule to be tried on the last `days`; refuses (`Invalid`) what is no such rule.

    `rule_id`: of the rule that these settings are thought of for.
    """
    if kind not in rule_settings.REHEARSED:
        raise Invalid.field("kind", "is asked of somebody else, and cannot be rehearsed")
    checked = rule_settings.check(kind, settings)
    asked = {"kind": kind, "settings": checked, "days": days, "rule": rule_id}
    with transaction():
        return jobs.add(site_id, KIND, asked, clock.now())


def run(site_id: int, asked: Mapping[str, Any]) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Yield how far it has come, of how much, and what was found until then."""
    since = clock.now() - timedelta(days=asked["days"])
    with snapshot():
        of = history.count(site_id, since)
    look, tally = trial.of(asked["kind"], asked["settings"], filters.known(site_id)), Tally()
    left = history.walk(site_id, since)
    while chunk := list(islice(left, AT_ONCE)):
        note(tally, found_in(chunk, look))
        tally.looked_at += len(chunk)
        yield tally.looked_at, of, tally.result()
    yield tally.looked_at, tally.looked_at, tally.result()


def found_in(chunk: list[Past], look: Try) -> list[tuple[Past, Found]]:
    looked = ((past, look(text_of(past))) for past in chunk)
    return [(past, found) for past, found in looked if found]


def text_of(past: Past) -> Text:
    return Text(Reading(past.html), past.created_at, past.spamness)


def note(tally: Tally, found: list[tuple[Past, Found]]) -> None:
    """Count what would have been held, and set it against what people made of it."""
    with snapshot():
        esteem = history.esteem([past.id for past, _ in found])
    for past, (code, facts) in found:
        tally.held += 1
        tally.put_away += past.status in PUT_AWAY
        if past.status != "published":
            continue
        tally.published += 1
        approved, liked = esteem[past.id]
        tally.approved += approved
        weight = history.APPROVAL * approved + liked
        tally.err(Mistake(weight, past.id, code, dict(facts)))
