"""Door 1, for anyone: read a thread, write to it, vote, report."""

from . import guests, reading, reporting, voting, writing
from .door import door

__all__ = ["door", "guests", "reading", "reporting", "voting", "writing"]
