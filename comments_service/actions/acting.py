"""Who acts on a comment: an author who is known, or a guest who is made by acting."""

from collections.abc import Callable
from dataclasses import dataclass

from ..domain.errors import TokenInvalid
from ..storage import authors
from ..storage.authors import Subject
from ..storage.models import Author
from . import clock

Charge = Callable[[str], None]
GUEST_NAME = "Guest"


@dataclass(frozen=True)
class Guest:
    """A guest by author id, or one who is made by acting (`None`). `name` is a new name."""

    author_id: int | None = None
    name: str | None = None


Who = Guest | Subject


def author_of(who: Who, site_id: int) -> tuple[Author, bool]:
    """Return who acts, and whether they were made just now."""
    if isinstance(who, Subject):
        return authors.of_subject(site_id, who, clock.now()), False
    if who.author_id is None:
        return authors.add_guest(site_id, who.name or GUEST_NAME, clock.now()), True
    author = authors.get(who.author_id)
    if author is None:
        raise TokenInvalid
    if who.name:
        authors.rename(author, who.name)
    return author, False
