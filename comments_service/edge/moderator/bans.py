"""Bans by author, by network and by e-mail domain."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from comments_service.actions import banning, clock
from comments_service.actions.banning import Wanted
from comments_service.domain import errors, ruling
from comments_service.domain.bans import KINDS, LONGEST, LONGEST_BY_DIGEST
from comments_service.edge.calls import Answer, call
from comments_service.edge.fields import Choice, Digits, Moment, Plain, Whole
from comments_service.edge.moderator import access
from comments_service.edge.moderator.door import door
from comments_service.edge.moderator.shapes import PersonOut
from comments_service.edge.shapes import In, Slug
from comments_service.storage import bans
from comments_service.storage.bans import Entry
from comments_service.storage.db import snapshot

REASON_CHARACTERS = 500
# What each kind is set by: one of these, and nothing else.
SET_BY = {
    "author": ("author_id", "comment_id"),
    "network": ("comment_id",),
    "range": ("cidr",),
    "email_domain": ("domain",),
}
NAMED = ("author_id", "comment_id", "cidr", "domain")


class BanIn(In):
    """What is to be banned. Each kind is set by one field of its own."""

    site = Slug(required=True)
    kind = Choice(*KINDS, required=True)
    author_id = Whole(load_default=None, allow_none=True)
    comment_id = Whole(
        load_default=None,
        allow_none=True,
        metadata={"description": "Bans its author, or the network that it came from."},
    )
    cidr = Plain(most=50, load_default=None, allow_none=True)
    domain = Plain(most=255, load_default=None, allow_none=True)
    reason = Plain(
        least=1,
        most=REASON_CHARACTERS,
        required=True,
        metadata={"description": "Who is refused reads it."},
    )
    rule = Choice(*ruling.GROUNDS, load_default="other")
    ends_at = Moment(
        required=True,
        metadata={
            "description": f"Within {LONGEST_BY_DIGEST.days} days for a network,"
            f" within {LONGEST.days} for all else."
        },
    )

    @validates_schema
    def is_set_by_one(self, data: dict[str, Any], **_kwargs: Any) -> None:
        given = [name for name in NAMED if data.get(name) is not None]
        allowed = SET_BY[data["kind"]]
        for name in given:
            if name not in allowed:
                raise ValidationError(f"sets no ban of the kind {data['kind']}", name)
        if len(given) != 1:
            raise ValidationError(f"is needed: one of {', '.join(allowed)}", allowed[0])


class BansIn(In):
    site = Slug(required=True)
    which = Choice("standing", "all", load_default="standing")
    limit = Digits(most=100, load_default=25)
    cursor = Plain(least=1, most=400, load_default=None, allow_none=True)


class LiftIn(In):
    reason = Plain(most=REASON_CHARACTERS, load_default="")


class BanOut(Schema):
    """A ban. A network is known by a digest, which is not shown."""

    id = fields.Integer(attribute="ban.id")
    kind = fields.String(attribute="ban.kind")
    author = fields.Nested(PersonOut, allow_none=True)
    comment_id = fields.Integer(attribute="ban.comment_id", allow_none=True)
    value = fields.String(
        attribute="named", allow_none=True, metadata={"description": "The range, or the domain."}
    )
    reason = fields.String(attribute="ban.reason")
    created_at = Moment(attribute="ban.created_at")
    ends_at = Moment(attribute="ban.ends_at")
    moderator = fields.Nested(PersonOut)
    decision_id = fields.Integer(attribute="ban.decision_id")
    lifted_by = fields.Integer(
        attribute="ban.lifted_id",
        allow_none=True,
        metadata={"description": "The decision that lifted it."},
    )


class OneBanOut(Schema):
    ban = fields.Nested(BanOut)


class BansOut(Schema):
    bans = fields.List(fields.Nested(BanOut), attribute="entries")
    next_cursor = fields.String(allow_none=True)


@call(
    door,
    "GET",
    "/moderation/bans",
    "The bans of a site, newest first",
    credential="moderate",
    query=BansIn(),
    out=BansOut(),
    refuses=(*access.REFUSES, errors.SiteUnknown, errors.CursorInvalid),
)
def list_bans(query: dict[str, Any]) -> bans.Page:
    with snapshot():
        site = access.to_site(access.by_key(), query["site"])
        return bans.page(
            site.id,
            clock.now(),
            past=query["which"] == "all",
            limit=query["limit"],
            cursor=query["cursor"],
        )


@call(
    door,
    "POST",
    "/moderation/bans",
    "Ban an author, a network or an e-mail domain",
    credential="moderate",
    body=BanIn(),
    out=OneBanOut(),
    statuses=(201,),
    refuses=(
        *access.REFUSES,
        errors.SiteUnknown,
        errors.AuthorUnknown,
        errors.CommentUnknown,
        errors.AlreadyBanned,
    ),
)
def ban(body: dict[str, Any]) -> Answer:
    with snapshot():
        found = access.by_key()
        site = access.to_site(found, body.pop("site"))
    made = banning.ban(site.id, found.who, Wanted(**body), charge=found.charge)
    return Answer(shown(made), 201)


@call(
    door,
    "DELETE",
    "/moderation/bans/<id:ban_id>",
    "Lift a ban before its end",
    credential="moderate",
    query=LiftIn(),
    out=OneBanOut(),
    refuses=(*access.REFUSES, errors.BanUnknown, errors.NothingToUndo),
)
def lift_ban(ban_id: int, query: dict[str, Any]) -> dict[str, Entry]:
    with snapshot():
        found = access.by_key()
        access.to_ban(found, ban_id)
    banning.lift(ban_id, found.who, query["reason"], charge=found.charge)
    return shown(ban_id)


def shown(ban_id: int) -> dict[str, Entry]:
    with snapshot():
        return {"ban": bans.entry(ban_id)}
