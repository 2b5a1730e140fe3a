from typing import Any

from marshmallow import Schema, fields

from comments_service import words
from comments_service.edge.calls import call
from comments_service.edge.fields import Plain
from comments_service.edge.reader import own
from comments_service.edge.reader.door import door
from comments_service.edge.reasons import said
from comments_service.edge.shapes import In


class LangIn(In):
    lang = Plain(most=words.LONGEST_TAG, load_default="")


class ReasonsOut(Schema):
    status = fields.String()
    reasons = fields.List(
        fields.String(), metadata={"description": "In the reader's language; none once published."}
    )


@call(
    door,
    "GET",
    "/comments/<id:comment_id>/reasons",
    "Why a comment waits, for its author",
    credential="reader",
    query=LangIn(),
    out=ReasonsOut(),
    refuses=own.UNREADABLE,
)
def reasons(comment_id: int, query: dict[str, Any]) -> dict[str, Any]:
    comment = own.readable(comment_id)
    return {"status": comment.status, "reasons": said(comment, words.of(query["lang"]))}
