"""Door 4, for other people's pages: the script, the thread as HTML, the frame, permalinks.

One template renders a thread everywhere. What is written comes as plain form posts to fixed
URLs, so that a page needs no preflight and a reader no script; every answer is HTML.
"""

from comments_service.edge.widget import (
    acts,
    appeals,
    assets,
    doctor,
    feeds,
    lists,
    me,
    mine,
    notices,
    pages,
    posting,
    preview,
)
from comments_service.edge.widget.door import door

door.register_blueprint(feeds.door)

__all__ = [
    "acts",
    "appeals",
    "assets",
    "doctor",
    "door",
    "feeds",
    "lists",
    "me",
    "mine",
    "notices",
    "pages",
    "posting",
    "preview",
]
