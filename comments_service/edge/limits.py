"""The named limits of the service, counted per network and per author."""

from functools import cache

from flask import Flask

from ..actions.acting import Charge
from .callers import Caller, Reader


def init_app(app: Flask) -> None:
    """Set the counters up."""


def charging(caller: Caller) -> Charge:
    """Return what charges this caller, once for each limit however often an action restarts."""
    author = caller.author if isinstance(caller, Reader) else None
    return cache(lambda name: charge(name, author_id=author.id if author else None))


def charge(name: str, *, author_id: int | None = None, amount: int = 1) -> None:
    """Count one act against a named limit."""
