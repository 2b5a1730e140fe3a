"""Threads for other programs: Atom (RFC 4287), JSON Feed 1.1, and JSON-LD for search engines.

Made of what everybody may read, and kept as finished pages like everything else that is public.
"""

from comments_service.edge.widget.feeds import data, views
from comments_service.edge.widget.feeds.door import door

__all__ = ["data", "door", "views"]
