"""Write a note about an author, for the other moderators, and remove one's own."""

from comments_service.actions import clock
from comments_service.actions.acting import Charge
from comments_service.domain.errors import AuthorUnknown, NotYours
from comments_service.storage import authors, notes
from comments_service.storage.authors import Subject
from comments_service.storage.db import restarting, transaction


@restarting
def note(author_id: int, by: Subject, text: str, *, charge: Charge) -> int:
    """Add a note; answers its id. Refuses (`AuthorUnknown`) an id of nobody."""
    with transaction():
        author = authors.get(author_id)
        if author is None:
            raise AuthorUnknown
        charge("moderate")
        now = clock.now()
        return notes.add(author, authors.of_subject(author.site_id, by, now), text, now).id


@restarting
def remove(note_id: int, by: Subject, *, charge: Charge) -> None:
    """Remove a note; refuses (`NotYours`) all but who wrote it."""
    with transaction():
        found = notes.existing(note_id)
        if (found.moderator.issuer, found.moderator.subject) != (by.issuer, by.subject):
            raise NotYours
        charge("moderate")
        notes.remove(found.note)
