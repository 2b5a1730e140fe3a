"""Who acts on a comment: an author who is known, or a guest who is made by acting."""

from collections.abc import Callable
from dataclasses import dataclass

from comments_service.actions import clock
from comments_service.storage import authors
from comments_service.storage.authors import Subject
from comments_service.storage.models import Author

Charge = Callable[[str], None]
GUEST_NAME = "Guest"
# Kinds of authors who are not held back.
STAFF = {"moderator", "service"}


@dataclass(frozen=True)
class Guest:
    """A guest whom we know, or one who is made by acting (`None`). `name` is a new name."""

    author: Author | None = None
    name: str | None = None


Who = Guest | Subject


def author_of(who: Who, site_id: int) -> tuple[Author, bool]:
    """Return who acts, and whether they were made just now."""
    if isinstance(who, Subject):
        return authors.of_subject(site_id, who, clock.now()), False
    if who.author is None:
        return authors.add_guest(site_id, who.name or GUEST_NAME, clock.now()), True
    author = authors.renamed(who.author, who.name) if who.name else who.author
    return author, False
