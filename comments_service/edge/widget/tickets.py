"""A guest without a script, just after writing: a ticket for the one comment, in the address.

It ends with the edit window. The capability itself is never in an address: it is shown as
a manage code by the page that follows the post, and not when that page is opened later.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from comments_service import config
from comments_service.actions import clock, editing
from comments_service.edge.widget import signed
from comments_service.storage.models import Comment

PURPOSE = "ticket"
CODE_SHOWN = timedelta(minutes=2)


@dataclass(frozen=True)
class Ticket:
    comment_id: int
    until: datetime
    first: bool

    @property
    def shows_code(self) -> bool:
        """Whether this is the page that follows the post."""
        age = clock.now() - (self.until - config.current().edit_window)
        return self.first and age <= CODE_SHOWN


def issue(comment: Comment, *, first: bool) -> str:
    until = editing.editable_until(comment, config.current().edit_window)
    return signed.write(PURPOSE, comment.id, int(until.timestamp()), first)


def read(ticket: str) -> Ticket | None:
    """Return a ticket that holds: one of ours, its window still open."""
    match signed.read(PURPOSE, ticket):
        case [int(comment_id), int(until), bool(first)]:
            found = Ticket(comment_id, datetime.fromtimestamp(until, UTC), first)
            return found if clock.now() <= found.until else None
    return None
