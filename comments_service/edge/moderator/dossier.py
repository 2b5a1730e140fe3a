"""All that is known of one comment."""

from marshmallow import Schema, fields

from comments_service.edge.calls import call
from comments_service.edge.fields import Moment
from comments_service.edge.moderator import access
from comments_service.edge.moderator.bans import BanOut
from comments_service.edge.moderator.door import door
from comments_service.edge.moderator.people import NoteOut
from comments_service.edge.moderator.shapes import DecisionOut, FiledOut, ItemOut, PersonOut
from comments_service.storage import dossiers
from comments_service.storage.db import snapshot
from comments_service.storage.dossiers import Dossier


class OtherOut(Schema):
    id = fields.Integer()
    author = fields.String()
    status = fields.String()
    created_at = Moment()
    article = fields.String()
    words = fields.String()


class PieceOut(Schema):
    kind = fields.String(metadata={"description": "same, gone or come."})
    text = fields.String()


class EarlierOut(Schema):
    """A text that was replaced, by whom, and what they changed."""

    version = fields.Integer(attribute="revision.version")
    text = fields.String(attribute="revision.text")
    replaced_at = Moment(attribute="revision.created_at")
    editor = fields.Nested(PersonOut)
    changes = fields.List(fields.Nested(PieceOut))


class DossierOut(Schema):
    item = fields.Nested(ItemOut)
    parent = fields.Nested(OtherOut, allow_none=True)
    siblings = fields.List(fields.Nested(OtherOut))
    outcomes = fields.List(
        fields.Nested(OtherOut), metadata={"description": "What its author has written last."}
    )
    reports = fields.List(
        fields.Nested(FiledOut), metadata={"description": "Also those that are answered."}
    )
    revisions = fields.List(fields.Nested(EarlierOut))
    since = fields.List(
        fields.Nested(PieceOut),
        metadata={"description": "What was changed since the text that was decided about."},
    )
    decisions = fields.List(fields.Nested(DecisionOut), attribute="log")
    notes = fields.List(
        fields.Nested(NoteOut), metadata={"description": "Of moderators about its author."}
    )
    bans = fields.List(fields.Nested(BanOut), metadata={"description": "Of its author, past too."})


@call(
    door,
    "GET",
    "/moderation/comments/<id:comment_id>",
    "All that is known of a comment",
    credential="moderate",
    out=DossierOut(),
    refuses=access.ON_COMMENT,
)
def read_dossier(comment_id: int) -> Dossier:
    with snapshot():
        access.to_comment(access.by_key(), comment_id)
        return dossiers.of(comment_id)
