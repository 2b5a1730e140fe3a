"""A notice of illegal content, as article 16 of the EU's Digital Services Act wants it."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from comments_service.domain.priority import A_REPORT, ALL_REPORTS, UNKNOWN

# What the law is invoked for, in the codes in which readers report.
GROUNDS = ("illegal", "personal_data", "child_abuse")
# For what a notice may come from nobody by name.
ANONYMOUS = ("child_abuse",)
# It is as urgent as reports can make a comment.
WEIGHT = UNKNOWN * (ALL_REPORTS // A_REPORT)
# So long it is known who has sent a notice.
KEPT = timedelta(days=365)
# What became of it.
OPEN, REMOVED, STAYS, GONE = STATES = ("open", "removed", "stays", "gone")


def comment_at(address: str, base: str) -> int | None:
    """Return which comment an address leads to: a permalink of ours, or a publisher's page.

    `base` is where readers reach us. In any page a comment's own place is `#c-` and its id.
    """
    parts, path = urlsplit(address), address.removeprefix(base)
    found = re.fullmatch(r"c-([1-9]\d{0,15})", parts.fragment)
    if found is None and path != address:
        asked = parse_qs(parts.query).get("comment", [""])[-1]
        found = re.match(r"/c/([1-9]\d{0,15})(?=[?#]|$)", path) or re.fullmatch(
            r"([1-9]\d{0,15})", asked
        )
    return int(found[1]) if found else None


def state(status: str, *, answered: bool) -> str:
    """Say what became of a notice about a comment that now has this status.

    A comment that is held waits for its decision, and the notice with it.
    """
    if status == "deleted":
        return GONE
    if not answered or status == "held":
        return OPEN
    return STAYS if status == "published" else REMOVED
