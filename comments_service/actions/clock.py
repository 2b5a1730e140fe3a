"""The one clock; tests put another in its place."""

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)
