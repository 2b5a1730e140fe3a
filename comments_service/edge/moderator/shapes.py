"""What a moderator is shown. No other door may have these."""

from typing import Any

from marshmallow import Schema, fields

from comments_service.edge.fields import Moment
from comments_service.edge.moderator import why
from comments_service.edge.shapes import CommentOut


class ReviewedOut(CommentOut):
    """A comment whole, whatever its status."""

    text = fields.String(metadata={"description": "As it was typed."})
    reasons = fields.List(
        fields.String(), metadata={"description": "Why it was held when it was written."}
    )
    report_count = fields.Integer(metadata={"description": "Open reports."})
    spamness = fields.Integer(
        allow_none=True,
        metadata={"description": "How much it read like spam when it was written, in percent."},
    )


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
    ground = fields.String(metadata={"description": "law or terms."})
    detail = fields.String(attribute="report.detail", allow_none=True)
    weight = fields.Integer(
        attribute="report.weight",
        metadata={"description": "In hundredths of one by somebody unknown."},
    )
    answered_by = fields.Integer(
        attribute="report.closed_by",
        allow_none=True,
        metadata={"description": "The decision that answered it."},
    )
    reporter = fields.Nested(PersonOut)
    created_at = Moment(attribute="report.created_at")


class AutomatedOut(Schema):
    detection = fields.Boolean(
        attribute="detected", metadata={"description": "A rule or the score had found it."}
    )
    decision = fields.Boolean(attribute="automated")


class DecisionOut(Schema):
    id = fields.Integer(attribute="decision.id")
    number = fields.Integer(
        attribute="decision.number", metadata={"description": "Counted within the site."}
    )
    scope = fields.String(
        attribute="decision.scope", metadata={"description": "A comment, thread or author."}
    )
    comment_id = fields.Integer(attribute="decision.comment_id", allow_none=True)
    version = fields.Integer(
        attribute="decision.comment_version",
        allow_none=True,
        metadata={"description": "The comment's version that was decided about."},
    )
    article = fields.String(
        allow_none=True, metadata={"description": "The article ID, when it is about a thread."}
    )
    author_id = fields.Integer(attribute="decision.author_id", allow_none=True)
    action = fields.String(attribute="decision.action")
    ground = fields.String(
        attribute="decision.ground", allow_none=True, metadata={"description": "law or terms."}
    )
    rule = fields.String(attribute="decision.rule", allow_none=True)
    reason = fields.String(metadata={"description": "In the moderator's words."})
    facts = fields.String(metadata={"description": "What was known: what held it, its reports."})
    source = fields.String(
        attribute="decision.source",
        metadata={"description": "notice, when somebody had reported it; appeal; or own."},
    )
    automated = fields.Nested(AutomatedOut, attribute="decision")
    ends_at = Moment(attribute="decision.ends_at", allow_none=True)
    redress = fields.String(
        attribute="decision.redress",
        allow_none=True,
        metadata={"description": "What whom it restricts may do about it."},
    )
    status_before = fields.String(attribute="decision.status_before")
    status_after = fields.String(attribute="decision.status_after")
    moderator = fields.Nested(PersonOut)
    reverses = fields.Integer(attribute="decision.reverses_id", allow_none=True)
    reversed_by = fields.Integer(allow_none=True)
    created_at = Moment(attribute="decision.created_at")


class Why(fields.List[str]):
    def get_value(self, obj: Any, *_args: Any, **_kwargs: Any) -> Any:
        return why.words(obj)


class ItemOut(Schema):
    """A comment, and what says why it waits."""

    comment = fields.Nested(ReviewedOut)
    article = fields.Nested(ArticleFactsOut)
    parent = fields.Nested(ExcerptOut, allow_none=True)
    reports = fields.List(fields.Nested(FiledOut))
    decision = fields.Nested(DecisionOut, allow_none=True, metadata={"description": "It stands."})
    why = Why(fields.String(), metadata={"description": "Why it is there, in words."})
