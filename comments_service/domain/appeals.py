"""An appeal against a decision: once, in time, and decided by somebody else.

Article 20 of the EU's Digital Services Act wants at least six months.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from comments_service.domain.ruling import REDRESS

WITHIN = timedelta(days=184)
OUTCOMES = ("reversed", "upheld")
OPEN = "open"
# What is kept from readers, and so from what may be appealed against.
RESTRICTED = ("held", "rejected", "spam")

Person = tuple[str | None, str | None]


def until(redress: str | None, decided_at: datetime) -> datetime | None:
    """Say until when a decision may be appealed against; `None`: it restricts nobody."""
    return decided_at + WITHIN if redress == REDRESS else None


def action(outcome: str, before: str) -> str:
    """Return what is decided: that it is published, or once more what was decided before."""
    return "approve" if outcome == "reversed" else before


def outcome(action: str | None) -> str:
    """Say how an appeal came out, by the action that answered it."""
    if action is None:
        return OPEN
    return "reversed" if action in {"approve", "undo"} else "upheld"


def may_decide(by: Person, before: Iterable[Person]) -> bool:
    """Whether somebody had no part in what was decided before."""
    return by not in set(before)
