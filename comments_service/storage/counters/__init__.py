"""The counters behind the limits: shared by all workers, exact, and expendable.

A counter has a window that begins with its first hit and ends some seconds later. They
live in a SQLite file of their own or in Redis, never in the database, and are begun anew
when lost. Each store is a `limits` storage, so that Flask-Limiter can hold it, and can
take from several counters at once, all or none (`claims.Counters`).

To add one: write the class, give it a scheme in `uri`, and add it to the stores that
tests/storage/counters runs its promises over.
"""

from pathlib import Path
from urllib.parse import quote

# Importing a store is what makes its scheme known to `limits`.
from comments_service.storage.counters.claims import Claim, Counters, Standing, Taken, fits
from comments_service.storage.counters.redis import RedisCounters
from comments_service.storage.counters.sqlite import SQLiteCounters

__all__ = [
    "Claim",
    "Counters",
    "RedisCounters",
    "SQLiteCounters",
    "Standing",
    "Taken",
    "fits",
    "uri",
]


def uri(home: Path, redis_url: str) -> str:
    """Say where the counters live, in the form that Flask-Limiter takes."""
    if not redis_url:
        return f"commentscounters://{quote(str(home.resolve() / 'counters.db'))}"
    # Valkey speaks the same protocol, so one client serves both.
    scheme, _, place = redis_url.partition("://")
    return f"commentscounters+{scheme.replace('valkey', 'redis')}://{place}"
