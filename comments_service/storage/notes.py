"""Moderators' notes about authors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from comments_service.domain.errors import NoteUnknown
from comments_service.storage.db import db
from comments_service.storage.models import Author, Note

MOST_SHOWN = 50


@dataclass(frozen=True)
class Written:
    """A note, and who wrote it."""

    note: Note
    moderator: Author


def add(author: Author, moderator: Author, text: str, now: datetime) -> Note:
    note = Note(site_id=author.site_id, author_id=author.id, moderator_id=moderator.id)
    note.text, note.created_at = text, now
    db.session.add(note)
    db.session.flush()
    return note


def of(author_id: int) -> Sequence[Written]:
    """Return the notes about an author, the newest first."""
    asked = (
        select(Note, Author)
        .join(Author, Author.id == Note.moderator_id)
        .where(Note.author_id == author_id)
        .order_by(Note.id.desc())
        .limit(MOST_SHOWN)
    )
    return [Written(*row) for row in db.session.execute(asked)]


def existing(note_id: int) -> Written:
    """Refuses (`NoteUnknown`) an id of none."""
    asked = select(Note, Author).join(Author, Author.id == Note.moderator_id)
    found = db.session.execute(asked.where(Note.id == note_id)).first()
    if found is None:
        raise NoteUnknown
    return Written(*found)


def remove(note: Note) -> None:
    db.session.delete(note)
