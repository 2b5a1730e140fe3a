"""Door 1, for anyone: read a thread, write to it, vote, report."""

from comments_service.edge.reader import (
    guests,
    notices,
    reading,
    reasons,
    reporting,
    statements,
    voting,
    writing,
)
from comments_service.edge.reader.door import door

__all__ = [
    "door",
    "guests",
    "notices",
    "reading",
    "reasons",
    "reporting",
    "statements",
    "voting",
    "writing",
]
