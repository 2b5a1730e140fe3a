"""Change the keys that networks are digested under."""

from collections.abc import Sequence
from datetime import datetime

from comments_service.actions import clock
from comments_service.storage import networkkeys
from comments_service.storage.db import restarting, transaction


def keys() -> Sequence[bytes]:
    """Return the keys that are kept, this week's first. Asked for before a transaction begins."""
    now = clock.now()
    found = networkkeys.kept(now)
    if not found:
        rotate(now)
        found = networkkeys.kept(now)
    return found


@restarting
def rotate(now: datetime) -> None:
    """Give this week its key, and destroy those that are five weeks out of use."""
    with transaction():
        networkkeys.rotate(now)
