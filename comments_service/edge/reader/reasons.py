from typing import Any

from marshmallow import Schema, fields

from comments_service import words
from comments_service.domain import errors
from comments_service.edge import callers, cors
from comments_service.edge.acting import as_if_absent
from comments_service.edge.calls import call
from comments_service.edge.fields import Plain
from comments_service.edge.reader.door import door
from comments_service.edge.reasons import said
from comments_service.edge.shapes import In
from comments_service.storage import comments, sites
from comments_service.storage.db import snapshot


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
    refuses=(
        errors.TokenMissing,
        errors.TokenInvalid,
        errors.NotYours,
        errors.CommentUnknown,
        errors.CommentGone,
    ),
)
def reasons(comment_id: int, query: dict[str, Any]) -> dict[str, Any]:
    with snapshot():
        comment = comments.existing(comment_id)
        with as_if_absent(comment):
            site = sites.by_id(comment.site_id)
            cors.admit(site)
            callers.may_read_text(comment, site)
    return {"status": comment.status, "reasons": said(comment, words.of(query["lang"]))}
