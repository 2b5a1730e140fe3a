"""The desk: the moderators' door in HTML, whole without a script.

A page is a GET and changes nothing; a deed is a form, sent by POST with our own Origin and
a token of the session, and answered by 303 to a page that says what was done.
"""

from comments_service.edge.moderator.desk import (
    acts,
    appeals,
    assets,
    bans,
    bulk,
    exports,
    figures,
    guard,
    learned,
    log,
    looking,
    notices,
    people,
    queue,
    rehearsals,
    rule_acts,
    rules,
    signing,
    sites,
    threads,
)
from comments_service.edge.moderator.desk.door import door

__all__ = [
    "acts",
    "appeals",
    "assets",
    "bans",
    "bulk",
    "door",
    "exports",
    "figures",
    "guard",
    "learned",
    "log",
    "looking",
    "notices",
    "people",
    "queue",
    "rehearsals",
    "rule_acts",
    "rules",
    "signing",
    "sites",
    "threads",
]
