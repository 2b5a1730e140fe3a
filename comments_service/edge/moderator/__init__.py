"""Door 2, for moderators: their queue, their decisions, and their desk.

A service's key with the scope `moderate` opens it; the desk, in HTML, has sessions of its
own and calls the same actions. What a caller does not reach is as if absent.
"""

from comments_service.edge.moderator import (
    appeals,
    articles,
    bans,
    batches,
    deciding,
    desk,
    dossier,
    figures,
    hooks,
    learned,
    log,
    looking,
    notices,
    people,
    pinning,
    policies,
    queue,
    redacting,
    rehearsals,
    replying,
    rules,
    sites,
    threads,
    verdicts,
)
from comments_service.edge.moderator.door import door

__all__ = [
    "appeals",
    "articles",
    "bans",
    "batches",
    "deciding",
    "desk",
    "door",
    "dossier",
    "figures",
    "hooks",
    "learned",
    "log",
    "looking",
    "notices",
    "people",
    "pinning",
    "policies",
    "queue",
    "redacting",
    "rehearsals",
    "replying",
    "rules",
    "sites",
    "threads",
    "verdicts",
]
