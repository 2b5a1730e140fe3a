"""Door 3, for other services, by key: post on behalf of a user, backfill, in batches."""

from comments_service.edge.service import batch
from comments_service.edge.service.door import door

__all__ = ["batch", "door"]
