"""People: what moderators know of one author, and their notes."""

from typing import Any

from marshmallow import Schema, fields

from comments_service.actions import noting
from comments_service.domain import errors
from comments_service.edge.calls import Answer, call
from comments_service.edge.fields import Moment, Plain
from comments_service.edge.moderator import access
from comments_service.edge.moderator.bans import BanOut
from comments_service.edge.moderator.door import door
from comments_service.edge.moderator.shapes import ItemOut, PersonOut
from comments_service.edge.shapes import BranchIn, In
from comments_service.storage import notes, people, queues
from comments_service.storage.db import snapshot

NOTE_CHARACTERS = 2000
ON_PERSON = (*access.REFUSES, errors.AuthorUnknown)


class NoteIn(In):
    text = Plain(least=1, most=NOTE_CHARACTERS, required=True)


class NoteOut(Schema):
    id = fields.Integer(attribute="note.id")
    text = fields.String(attribute="note.text")
    moderator = fields.Nested(PersonOut)
    created_at = Moment(attribute="note.created_at")


class OneNoteOut(Schema):
    note = fields.Nested(NoteOut)


class OutcomesOut(Schema):
    published = fields.Integer()
    held = fields.Integer()
    rejected = fields.Integer()
    spam = fields.Integer()
    deleted = fields.Integer()


class ReportingOut(Schema):
    """What became of the reports that somebody made."""

    made = fields.Integer()
    answered = fields.Integer()
    upheld = fields.Integer(metadata={"description": "The comment was rejected, or spam."})
    wrong = fields.Integer()
    weight = fields.Integer(
        metadata={"description": "Of their next one, in hundredths of one by somebody unknown."}
    )


class KnownOut(Schema):
    """What is known of an author; of the last 1000 comments and the last 1000 reports."""

    author = fields.Nested(PersonOut)
    since = Moment(attribute="author.created_at")
    counts = fields.Nested(OutcomesOut)
    reported = fields.Integer(metadata={"description": "Of their comments, by anybody."})
    approval = fields.Float(
        allow_none=True,
        metadata={"description": "Published, of all that is published, rejected or spam."},
    )
    reporting = fields.Nested(ReportingOut)
    bans = fields.List(fields.Nested(BanOut), metadata={"description": "Past ones too."})
    notes = fields.List(fields.Nested(NoteOut))


class HistoryOut(Schema):
    items = fields.List(fields.Nested(ItemOut))
    next_cursor = fields.String(allow_none=True)


@call(
    door,
    "GET",
    "/moderation/people/<id:author_id>",
    "What is known of an author: outcomes, reports, bans, notes",
    credential="moderate",
    out=KnownOut(),
    refuses=ON_PERSON,
)
def person(author_id: int) -> people.Person:
    with snapshot():
        access.to_author(access.by_key(), author_id)
        return people.of(author_id)


@call(
    door,
    "GET",
    "/moderation/people/<id:author_id>/comments",
    "What an author has written, newest first, whatever became of it",
    credential="moderate",
    query=BranchIn(),
    out=HistoryOut(),
    refuses=(*ON_PERSON, errors.CursorInvalid),
)
def history(author_id: int, query: dict[str, Any]) -> queues.Page:
    with snapshot():
        access.to_author(access.by_key(), author_id)
        return people.history(author_id, limit=query["limit"], cursor=query["cursor"])


@call(
    door,
    "POST",
    "/moderation/people/<id:author_id>/notes",
    "Write a note about an author, for the moderators of the site",
    credential="moderate",
    body=NoteIn(),
    out=OneNoteOut(),
    statuses=(201,),
    refuses=ON_PERSON,
)
def note(author_id: int, body: dict[str, Any]) -> Answer:
    with snapshot():
        found = access.by_key()
        access.to_author(found, author_id)
    made = noting.note(author_id, found.who, body["text"], charge=found.charge)
    with snapshot():
        return Answer({"note": notes.existing(made)}, 201)


@call(
    door,
    "DELETE",
    "/moderation/notes/<id:note_id>",
    "Remove a note of one's own",
    credential="moderate",
    statuses=(204,),
    refuses=(*access.REFUSES, errors.NoteUnknown, errors.NotYours),
)
def remove_note(note_id: int) -> Answer:
    with snapshot():
        found = access.by_key()
        access.to_note(found, note_id)
    noting.remove(note_id, found.who, charge=found.charge)
    return Answer(None, 204)
