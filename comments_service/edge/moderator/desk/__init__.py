"""The desk: the moderators' door in HTML, whole without a script.

A page is a GET and changes nothing; a deed is a form, sent by POST with our own Origin and
a token of the session, and answered by 303 to a page that says what was done.
"""

from comments_service.edge.moderator.desk import (
    acts,
    articles,
    guard,
    log,
    notices,
    queue,
    signing,
    sites,
    style,
)
from comments_service.edge.moderator.desk.door import door

__all__ = [
    "acts",
    "articles",
    "door",
    "guard",
    "log",
    "notices",
    "queue",
    "signing",
    "sites",
    "style",
]
