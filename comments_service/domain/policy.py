"""What a site has decided about its comments, by name; what it has not, is as here."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from comments_service.domain.errors import Invalid

CHOICES = {
    "moderation": ("post", "pre"),
    "posting": ("open", "held", "closed"),
    "articles": ("open", "registered"),
    "guests": ("allowed", "refused"),
    "guest_votes": ("allowed", "refused"),
}


@dataclass(frozen=True)
class Policy:
    moderation: str = "post"
    posting: str = "open"
    articles: str = "open"
    guests: str = "allowed"
    guest_votes: str = "allowed"


def read(kept: Mapping[str, Any]) -> Policy:
    names = {one.name for one in fields(Policy)}
    return Policy(**{name: value for name, value in kept.items() if name in names})


def check(given: Mapping[str, Any]) -> dict[str, str]:
    """Return the settings as they are kept; refuse unknown names and values (`Invalid`)."""
    wrong = {
        f"policy.{name}": [f"must be one of: {', '.join(CHOICES[name])}"]
        if name in CHOICES
        else ["is not a policy"]
        for name, value in given.items()
        if value not in CHOICES.get(name, ())
    }
    if wrong:
        raise Invalid(errors=wrong)
    return dict(given)


def may_post(rules: Policy, *, guest: bool, locked: bool) -> bool:
    return rules.posting != "closed" and not locked and not (guest and rules.guests == "refused")


def may_vote(rules: Policy, *, guest: bool) -> bool:
    return not guest or (rules.guests, rules.guest_votes) == ("allowed", "allowed")
