"""What comes in and what goes out at more than one door.

What is loaded may be believed; a field that is not named in an out-schema cannot leak.
"""

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validates_schema

from comments_service.domain import checks, names
from comments_service.domain.errors import Invalid
from comments_service.edge.fields import (
    ArticleKey,
    Choice,
    Digits,
    EmailDomain,
    Moment,
    Plain,
    WebAddress,
    Whole,
)

# The body is what bounds a text here, so that one that is too long is told so by its own code.
TEXT_BODY = 256 * 1024
NAME_CHARACTERS = 80


class In(Schema):
    """Takes no field that it does not name."""

    class Meta:
        unknown = RAISE
        ordered = True

    error_messages = {  # noqa: RUF012  # marshmallow declares it so
        "unknown": "is not a field of this call",
        "type": "must be an object",
    }


class Slug(Plain):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(least=1, most=64, **kwargs)


class Name(Plain):
    """A display name: plain text on one line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(most=NAME_CHARACTERS * 4, **kwargs)

    def normal(self, value: str) -> str:
        try:
            return names.clean(value)
        except Invalid as error:
            raise ValidationError(
                [words for each in error.errors.values() for words in each]
            ) from error


class ThreadIn(In):
    site = Slug(required=True)
    article = ArticleKey(required=True)


class PageIn(ThreadIn):
    sort = Choice("newest", "oldest", "top", load_default="newest")
    limit = Digits(most=100, load_default=25)
    replies = Digits(least=0, most=20, load_default=3)
    cursor = Plain(least=1, most=400, load_default=None, allow_none=True)


class BranchIn(In):
    limit = Digits(most=100, load_default=25)
    cursor = Plain(least=1, most=400, load_default=None, allow_none=True)


class AuthorIn(In):
    name = Name(load_default=None, allow_none=True)


class PostIn(ThreadIn):
    """A reader's comment."""

    text = Plain(most=TEXT_BODY, required=True)
    parent_id = Whole(load_default=None, allow_none=True)
    author = fields.Nested(AuthorIn, load_default=None, allow_none=True)
    title = Plain(most=checks.LONGEST_TITLE, load_default=None, allow_none=True)
    url = WebAddress(load_default=None, allow_none=True)


class OnBehalfOf(In):
    subject = Plain(least=1, most=checks.LONGEST_SUBJECT, required=True)
    name = Name(required=True)
    email = EmailDomain(
        load_default=None,
        allow_none=True,
        metadata={"description": "Its domain is compared with the bans; nothing of it is kept."},
    )


class SourceId(Plain):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(least=1, most=checks.LONGEST_SOURCE_ID, **kwargs)


class ServicePostIn(PostIn):
    """A comment that a service posts, as itself or on behalf of one of the site's readers."""

    on_behalf_of = fields.Nested(OnBehalfOf, load_default=None, allow_none=True)
    created_at = Moment(load_default=None, allow_none=True)
    source = Plain(least=1, most=checks.LONGEST_SOURCE, load_default=None, allow_none=True)
    source_id = SourceId(load_default=None, allow_none=True)
    parent_source_id = SourceId(load_default=None, allow_none=True)

    @validates_schema
    def sources_go_together(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if (data["source"] is None) != (data["source_id"] is None):
            raise ValidationError("goes together with source_id", "source")
        if data["parent_source_id"] is not None and data["source"] is None:
            raise ValidationError("goes together with source", "parent_source_id")
        if data["parent_source_id"] is not None and data["parent_id"] is not None:
            raise ValidationError("cannot stand beside parent_id", "parent_source_id")
        if data["author"] is not None:
            raise ValidationError("is for readers; a service says on_behalf_of", "author")


class EditIn(In):
    text = Plain(most=TEXT_BODY, required=True)
    version = Whole(required=True)


class AuthorOut(Schema):
    id = fields.Integer()
    name = fields.String()
    kind = fields.String(metadata={"description": "guest, reader, service or moderator"})
    badge = fields.String(allow_none=True)


class VotesOut(Schema):
    up = fields.Integer()
    down = fields.Integer()


class MoreOut(Schema):
    count = fields.Integer(metadata={"description": "Published replies not shown here."})
    cursor = fields.String(metadata={"description": "For GET /comments/{id}/replies."})


class CommentOut(Schema):
    """What anyone may know of a comment.

    A tombstone (`status` `deleted`) keeps its place in the thread and nothing else.
    """

    id = fields.Integer()
    version = fields.Integer(allow_none=True, metadata={"description": "Counts edits of the text."})
    article = fields.String(metadata={"description": "The article's first ID."})
    parent_id = fields.Integer(allow_none=True)
    root_id = fields.Integer()
    depth = fields.Integer(metadata={"description": "How deep it is shown; 0 at the top."})
    author = fields.Nested(AuthorOut, allow_none=True)
    html = fields.String(allow_none=True, metadata={"description": "Clean HTML."})
    status = fields.String()
    pinned = fields.Boolean()
    created_at = Moment()
    published_at = Moment(allow_none=True)
    edited_at = Moment(allow_none=True)
    votes = fields.Method("votes_of", metadata={"schema": VotesOut})
    reply_count = fields.Integer(metadata={"description": "Published replies of any depth."})
    replies = fields.Method("replies_of", metadata={"many": "Comment"})
    more_replies = fields.Nested(MoreOut, attribute="more", allow_none=True)

    def votes_of(self, node: Any) -> dict[str, int]:
        return {"up": node.up, "down": node.down}

    def replies_of(self, node: Any) -> list[dict[str, Any]]:
        # Never deeper than the display depth, so this recursion is bounded by it.
        return [self.dump(reply) for reply in node.replies]


class ArticleOut(Schema):
    key = fields.String()
    title = fields.String(allow_none=True)
    url = fields.String(allow_none=True)
    locked = fields.Boolean()


class PageOut(Schema):
    article = fields.Nested(ArticleOut)
    count = fields.Integer(metadata={"description": "Published comments, replies included."})
    pinned = fields.List(fields.Nested(CommentOut))
    comments = fields.List(fields.Nested(CommentOut))
    next_cursor = fields.String(allow_none=True)
    version = fields.Integer()


class PostedOut(Schema):
    comment = fields.Nested(CommentOut)
    token = fields.String(metadata={"description": "When the call made the guest."})


class ProblemOut(Schema):
    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True)
    detail = fields.String(required=True)
    errors = fields.Dict(
        fields.String(),
        fields.List(fields.String()),
        required=True,
        metadata={"description": "What is wrong, by field."},
    )
