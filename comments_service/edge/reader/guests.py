"""Who one is: guests are made, and told what is theirs in a thread."""

from datetime import timedelta
from typing import Any

from marshmallow import Schema, fields

from comments_service import config
from comments_service.actions import clock, guests
from comments_service.domain import errors, policy, text
from comments_service.edge import bodies, callers, cors, limits
from comments_service.edge.calls import call
from comments_service.edge.fields import Moment, Plain
from comments_service.edge.reader.door import door
from comments_service.edge.shapes import TEXT_BODY, AuthorOut, CommentOut, In, Name, Slug, ThreadIn
from comments_service.storage import bans, owned, sites, threads, votes
from comments_service.storage.db import snapshot

RECENT = timedelta(minutes=10)


class GuestIn(In):
    site = Slug(required=True)
    name = Name(load_default=None, allow_none=True)


class GuestOut(Schema):
    token = fields.String()
    author = fields.Nested(AuthorOut)


class CanOut(Schema):
    post = fields.Boolean()
    vote = fields.Boolean()
    report = fields.Boolean()
    edit_seconds = fields.Integer()


class MeOut(Schema):
    author = fields.Nested(AuthorOut)
    can = fields.Nested(CanOut)
    votes = fields.Dict(fields.String(), fields.Integer())
    mine = fields.List(fields.Nested(CommentOut))
    gone = fields.List(fields.Integer())
    now = Moment()
    token = fields.String(metadata={"description": "A new one, when one's own is 30 days old."})


class PreviewIn(In):
    text = Plain(most=TEXT_BODY, required=True)


class PreviewOut(Schema):
    html = fields.String()


@call(
    door,
    "POST",
    "/guests",
    "Become a guest of a site",
    body=GuestIn(),
    out=GuestOut(),
    statuses=(201,),
    refuses=(
        errors.Invalid,
        errors.NameReserved,
        errors.GuestsRefused,
        errors.SiteUnknown,
        errors.RateLimited,
    ),
)
def become(body: dict[str, Any]) -> dict[str, Any]:
    with snapshot():
        site = sites.read(body["site"])
        cors.admit(site)
    author = guests.become(site.id, body["name"], charge=limits.charging(callers.Reader(None)))
    return {"token": callers.token_of(author), "author": shown(author)}


@call(
    door,
    "GET",
    "/me",
    "Who one is, what one may do and what is one's own in a thread",
    credential="reader",
    query=ThreadIn(),
    out=MeOut(),
    refuses=(
        errors.Invalid,
        errors.TokenMissing,
        errors.TokenInvalid,
        errors.TokenExpired,
        errors.SiteUnknown,
    ),
)
def me(query: dict[str, Any]) -> dict[str, Any]:
    now = clock.now()
    with snapshot():
        found = threads.find(query["site"], query["article"])
        cors.admit(found.site)
        reader, author_id = callers.somebody(found.site)
        article = found.article
        own = {
            "votes": votes.by_voter(article.id, author_id) if article else {},
            "mine": owned.recent(article, author_id, since=now - RECENT) if article else [],
            "gone": owned.gone(article, author_id, since=now - RECENT) if article else [],
        }
        banned = bans.at(found.site.id, found.site.bans_version, now).author(author_id, now)
    rules, head = found.rules, found.head(query["article"], now)
    guest = reader.author is not None and reader.author.kind == "guest"
    renewed = callers.renewed(reader)
    return {
        "author": shown(reader.author),
        "can": {
            "post": not banned and policy.may_post(rules, guest=guest, locked=head.locked),
            "vote": not banned and policy.may_vote(rules, guest=guest),
            "report": not banned,
            "edit_seconds": int(config.current().edit_window.total_seconds()),
        },
        **own,
        "now": now,
        **({"token": renewed} if renewed else {}),
    }


@call(
    door,
    "POST",
    "/preview",
    "Show what a text would look like",
    body=PreviewIn(),
    out=PreviewOut(),
    refuses=(
        errors.Invalid,
        errors.TextBlank,
        errors.TextTooLong,
        errors.OriginRefused,
        errors.RateLimited,
    ),
    most=bodies.COMMENT_BYTES,
)
def preview(body: dict[str, Any]) -> dict[str, str]:
    cors.admit_any()
    limits.charge("preview")
    return {"html": text.render(body["text"]).html}


def shown(author: Any) -> dict[str, Any]:
    return {"id": author.id, "name": author.name, "kind": author.kind, "badge": None}
