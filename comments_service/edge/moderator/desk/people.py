"""One author on one page, with the notes of the moderators."""

from flask import Response, request

from comments_service.actions import noting
from comments_service.edge.moderator import access
from comments_service.edge.moderator.desk import forms, session
from comments_service.edge.moderator.desk.acts import done
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.forms import DeskForm, Typed
from comments_service.edge.moderator.desk.pages import show, stood_at
from comments_service.edge.moderator.people import NOTE_CHARACTERS
from comments_service.storage import people, sites
from comments_service.storage.db import snapshot

LINES = 25


class NoteForm(DeskForm):
    text = Typed(least=1, most=NOTE_CHARACTERS, required=True)


@door.get("/people/<id:author_id>")
def person(author_id: int) -> Response:
    with snapshot():
        signed = session.current()
        access.to_author(signed.access, author_id)
        found = people.of(author_id)
        history = people.history(author_id, limit=LINES, cursor=request.args.get("cursor"))
        site = sites.by_id(found.author.site_id)
    return show("person", signed=signed, site=site, person=found, history=history, back=stood_at())


@door.post("/people/<id:author_id>/notes")
def note(author_id: int) -> Response:
    signed, form = forms.entered(NoteForm())
    with snapshot():
        access.to_author(signed.access, author_id)
    noting.note(author_id, signed.access.who, form["text"], charge=signed.access.charge)
    return done(signed, form, "noted")


@door.post("/notes/<id:note_id>/remove")
def remove_note(note_id: int) -> Response:
    signed, form = forms.entered(DeskForm())
    with snapshot():
        access.to_note(signed.access, note_id)
    noting.remove(note_id, signed.access.who, charge=signed.access.charge)
    return done(signed, form, "note_removed")
