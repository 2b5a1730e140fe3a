"""Post, edit and delete; also on behalf of somebody, by a service's key."""

from http import HTTPStatus
from typing import Any

from marshmallow import Schema, fields

from comments_service import config
from comments_service.actions import editing, posting
from comments_service.domain import errors
from comments_service.edge import bodies, callers, cors, drafts, idempotency, limits, links
from comments_service.edge.calls import Answer, call
from comments_service.edge.fields import Moment
from comments_service.edge.reader import own
from comments_service.edge.reader.door import door
from comments_service.edge.shapes import EditIn, PostedOut, PostIn, ServicePostIn
from comments_service.storage import nodes, sites
from comments_service.storage.db import glances


class TextOut(Schema):
    text = fields.String(metadata={"description": "As it was typed."})
    version = fields.Integer()
    editable_until = Moment()


@call(
    door,
    "POST",
    "/comments",
    "Post a comment, or a reply to one",
    body=PostIn(),
    service_body=ServicePostIn(),
    out=PostedOut(),
    statuses=(201, 202, 200),
    refuses=(
        errors.Invalid,
        errors.TextBlank,
        errors.TextTooLong,
        errors.NameReserved,
        errors.GuestsRefused,
        errors.Banned,
        errors.PostingClosed,
        errors.SiteUnknown,
        errors.ArticleUnknown,
        errors.ParentUnknown,
        errors.ParentGone,
        errors.ArticleClosed,
        errors.KeyInProgress,
        errors.KeyReused,
        errors.RateLimited,
    ),
    idempotent=True,
    most=bodies.COMMENT_BYTES,
)
def post(body: dict[str, Any]) -> Answer:
    with glances():
        site = sites.read(body["site"])
        cors.admit(site)
        caller = callers.at(site)
        key = idempotency.key(caller, site, body["article"], body)
    posted = posting.post(
        drafts.draft(site, caller, body),
        depth=config.current().depth,
        charge=limits.charging(caller),
        key=key,
    )
    return shown(posted)


def shown(posted: posting.Posted) -> Answer:
    """Show what was posted to who posted it: also what is held."""
    node = nodes.own(posted.comment, posted.article)
    value: dict[str, Any] = {"comment": node}
    if posted.made_guest:
        value["token"] = callers.token_of(posted.author)
    headers = {"Location": links.to(f"/api/v1/comments/{node.id}")}
    if posted.replayed:
        headers["Idempotent-Replay"] = "true"
    return Answer(value, status(posted), headers)


def status(posted: posting.Posted) -> HTTPStatus:
    if posted.repeated:
        return HTTPStatus.OK
    return HTTPStatus.ACCEPTED if posted.comment.status == "held" else HTTPStatus.CREATED


@call(
    door,
    "GET",
    "/comments/<id:comment_id>/text",
    "The text as it was typed, for its author",
    credential="reader",
    out=TextOut(),
    refuses=own.UNREADABLE,
)
def text(comment_id: int) -> dict[str, Any]:
    comment = own.readable(comment_id)
    until = editing.editable_until(comment, config.current().edit_window)
    return {"text": comment.text, "version": comment.version, "editable_until": until}


@call(
    door,
    "PATCH",
    "/comments/<id:comment_id>",
    "Change the text, inside the edit window",
    credential="reader",
    body=EditIn(),
    out=PostedOut(),
    refuses=(
        errors.Invalid,
        errors.TextBlank,
        errors.TextTooLong,
        errors.TokenMissing,
        errors.TokenInvalid,
        errors.NotYours,
        errors.EditClosed,
        errors.Banned,
        errors.PostingClosed,
        errors.CommentUnknown,
        errors.CommentGone,
        errors.VersionStale,
        errors.RateLimited,
    ),
    most=bodies.COMMENT_BYTES,
)
def edit(comment_id: int, body: dict[str, Any]) -> dict[str, Any]:
    reader, author_id = own.author_at(comment_id)
    edited = editing.edit(
        comment_id,
        author_id,
        body["text"],
        body["version"],
        window=config.current().edit_window,
        charge=limits.charging(reader),
    )
    return {"comment": nodes.own(edited.comment, edited.article.key)}


@call(
    door,
    "DELETE",
    "/comments/<id:comment_id>",
    "Delete one's own comment, inside the edit window",
    credential="reader",
    statuses=(204,),
    refuses=(
        errors.TokenMissing,
        errors.TokenInvalid,
        errors.NotYours,
        errors.EditClosed,
        errors.CommentUnknown,
        errors.RateLimited,
    ),
)
def delete(comment_id: int) -> Answer:
    reader, author_id = own.author_at(comment_id)
    editing.delete(
        comment_id,
        author_id,
        window=config.current().edit_window,
        charge=limits.charging(reader),
    )
    return Answer(None, 204)
