"""What a moderator is shown. No other door may have these."""

from marshmallow import Schema, fields

from comments_service.edge.fields import Moment
from comments_service.edge.shapes import CommentOut


class ReviewedOut(CommentOut):
    """A comment whole, whatever its status."""

    text = fields.String(metadata={"description": "As it was typed."})
    reasons = fields.List(
        fields.String(), metadata={"description": "Why it was held when it was written."}
    )
    report_count = fields.Integer(metadata={"description": "Open reports."})


class ArticleFactsOut(Schema):
    key = fields.String()
    title = fields.String(allow_none=True)
    url = fields.String(allow_none=True)
    hinted_title = fields.String(allow_none=True, metadata={"description": "From a reader's page."})
    hinted_url = fields.String(allow_none=True, metadata={"description": "From a reader's page."})
    locked = fields.Boolean()


class ExcerptOut(Schema):
    id = fields.Integer()
    author = fields.String()
    status = fields.String()
    excerpt = fields.String()


class PersonOut(Schema):
    id = fields.Integer()
    name = fields.String()
    kind = fields.String()


class FiledOut(Schema):
    id = fields.Integer(attribute="report.id")
    reason = fields.String(attribute="report.reason")
    detail = fields.String(attribute="report.detail", allow_none=True)
    reporter = fields.Nested(PersonOut)
    created_at = Moment(attribute="report.created_at")


class DecisionOut(Schema):
    id = fields.Integer(attribute="decision.id")
    comment_id = fields.Integer(attribute="decision.comment_id")
    version = fields.Integer(
        attribute="decision.comment_version",
        metadata={"description": "The comment's version that was decided about."},
    )
    action = fields.String(attribute="decision.action")
    reason = fields.String()
    status_before = fields.String(attribute="decision.status_before")
    status_after = fields.String(attribute="decision.status_after")
    moderator = fields.Nested(PersonOut)
    reverses = fields.Integer(attribute="decision.reverses_id", allow_none=True)
    reversed_by = fields.Integer(allow_none=True)
    created_at = Moment(attribute="decision.created_at")


class ItemOut(Schema):
    """A comment, and what says why it waits."""

    comment = fields.Nested(ReviewedOut)
    article = fields.Nested(ArticleFactsOut)
    parent = fields.Nested(ExcerptOut, allow_none=True)
    reports = fields.List(fields.Nested(FiledOut))
    decision = fields.Nested(DecisionOut, allow_none=True, metadata={"description": "It stands."})
