"""Door 3, for other services, by key: post on behalf of a user, backfill, in batches."""

from . import batch
from .door import door

__all__ = ["batch", "door"]
