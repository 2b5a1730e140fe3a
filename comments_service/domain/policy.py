"""What has been decided about comments, by name, and where; what has not, is as here.

The instance, a site, a section of it and an article may each decide. What the nearest of them
says about a setting holds, and each setting knows whose word it is.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from comments_service.domain.errors import Invalid

CHOICES = {
    "moderation": ("post", "pre"),
    "posting": ("open", "held", "closed"),
    "articles": ("open", "registered"),
    "guests": ("allowed", "refused"),
    "guest_votes": ("allowed", "refused"),
}


class Bound(NamedTuple):
    """A setting in numbers, from none to `most`; at 0 it does nothing."""

    most: int
    meaning: str


BOUNDS = {
    "first_held": Bound(100, "How many comments of an author are held before one is not."),
    "close_after_days": Bound(36_500, "How many days after its first comment a thread closes."),
    "flood_article": Bound(10**6, "More comments a minute on an article are held."),
    "flood_site": Bound(10**6, "More comments a minute on a site are held."),
    "flood_instance": Bound(10**6, "More comments a minute on all sites together are held."),
    "report_hold": Bound(1_000, "Reports by so many readers hold a comment."),
    "form_seconds": Bound(60, "A form that brings a link sooner after its page is held."),
}
NAMES = (*CHOICES, *BOUNDS)
# From the farthest to the nearest.
LAYERS = ("instance", "site", "section", "article")
BUILT_IN = "default"

Given = Mapping[str, Any]
Layers = Mapping[str, Given]


@dataclass(frozen=True)
class Policy:
    moderation: str = "post"
    posting: str = "open"
    articles: str = "open"
    guests: str = "allowed"
    guest_votes: str = "allowed"
    first_held: int = 0
    close_after_days: int = 0
    flood_article: int = 0
    flood_site: int = 0
    flood_instance: int = 0
    report_hold: int = 0
    form_seconds: int = 2


class Sourced(NamedTuple):
    """A setting as it holds, and the layer that says so."""

    name: str
    value: str | int
    origin: str


def read(*layers: Given | None) -> Policy:
    """Read what holds where these layers, the farthest first, lie over each other."""
    kept: dict[str, Any] = {}
    for layer in layers:
        kept |= layer or {}
    return Policy(**{name: kept[name] for name in NAMES if name in kept})


def sources(layers: Layers) -> list[Sourced]:
    """Say of each setting what holds and which of the named layers, the farthest first, says it."""
    holds = asdict(read(*layers.values()))
    return [Sourced(name, holds[name], origin(name, layers)) for name in NAMES]


def origin(name: str, layers: Layers) -> str:
    return next((layer for layer in reversed(list(layers)) if name in layers[layer]), BUILT_IN)


def check(given: Given) -> dict[str, Any]:
    """Return the settings as they are kept; refuse unknown names and values (`Invalid`)."""
    kept = {name: plain(name, value) for name, value in given.items()}
    wrong = {f"policy.{name}": [why(name)] for name in kept if not may_be(name, kept[name])}
    if wrong:
        raise Invalid(errors=wrong)
    return kept


def plain(name: str, value: Any) -> Any:
    """Take a number also in digits, as commands and forms send it."""
    digits = name in BOUNDS and isinstance(value, str) and re.fullmatch("[0-9]{1,7}", value)
    return int(value) if digits else value


def may_be(name: str, value: Any) -> bool:
    if name in BOUNDS:
        return type(value) is int and 0 <= value <= BOUNDS[name].most
    return value in CHOICES.get(name, ())


def why(name: str) -> str:
    if name in BOUNDS:
        return f"must be a whole number from 0 to {BOUNDS[name].most}"
    return f"must be one of: {', '.join(CHOICES[name])}" if name in CHOICES else "is not a policy"


def changed(kept: Given, given: Given) -> dict[str, Any]:
    """Lay new settings over those of a layer; what is given as `None` is inherited again."""
    said = {name: value for name, value in given.items() if value is not None}
    dropped = given.keys() - said.keys()
    return {name: kept[name] for name in kept.keys() - dropped} | check(said)


def closes_at(rules: Policy, begun: datetime) -> datetime | None:
    """Return when a thread that began then closes by its age."""
    days = rules.close_after_days
    return begun + timedelta(days=days) if days else None


def is_over(rules: Policy, begun: datetime, *, now: datetime) -> bool:
    end = closes_at(rules, begun)
    return end is not None and now >= end


def may_post(rules: Policy, *, guest: bool, locked: bool) -> bool:
    return rules.posting != "closed" and not locked and not (guest and rules.guests == "refused")


def may_vote(rules: Policy, *, guest: bool) -> bool:
    return not guest or (rules.guests, rules.guest_votes) == ("allowed", "allowed")
