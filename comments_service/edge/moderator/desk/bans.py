"""Bans: the list of a site, and the form that bans who has written a comment."""

from datetime import timedelta
from typing import Any

from flask import Response, request

from comments_service.actions import banning, clock
from comments_service.actions.banning import Wanted
from comments_service.domain import networks, ruling
from comments_service.domain.bans import KINDS, LONGEST, LONGEST_BY_DIGEST
from comments_service.edge.fields import Choice, Digits, Plain
from comments_service.edge.moderator import access
from comments_service.edge.moderator.bans import REASON_CHARACTERS
from comments_service.edge.moderator.desk import forms, session
from comments_service.edge.moderator.desk.acts import done
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.forms import DeskForm
from comments_service.edge.moderator.desk.pages import show, stood_at
from comments_service.edge.moderator.desk.queue import site_of
from comments_service.edge.shapes import Slug
from comments_service.storage import bans, sites
from comments_service.storage.db import snapshot
from comments_service.storage.models import Comment

LINES = 50
DAY = timedelta(days=1)
USUAL_DAYS = 7


class BanForm(DeskForm):
    site = Slug(required=True)
    kind = Choice(*KINDS, required=True)
    author_id = Digits(load_default=None)
    comment_id = Digits(load_default=None)
    cidr = Plain(most=50, load_default=None)
    domain = Plain(most=255, load_default=None)
    reason = Plain(least=1, most=REASON_CHARACTERS, required=True)
    rule = Choice(*ruling.GROUNDS, load_default="other")
    days = Digits(most=LONGEST.days, required=True)


class LiftForm(DeskForm):
    reason = Plain(most=REASON_CHARACTERS, load_default="")


@door.get("/bans")
def list_bans() -> Response:
    past = request.args.get("which") == "all"
    with snapshot():
        signed = session.current()
        site = site_of(signed)
        now, cursor = clock.now(), request.args.get("cursor")
        found = bans.page(site.id, now, past=past, limit=LINES, cursor=cursor)
    return show(
        "bans", signed=signed, site=site, found=found, past=past, back=stood_at(), **choices()
    )


@door.get("/bans/new")
def new_ban() -> Response:
    """Offer to ban the author of a comment, or its network; or an author alone."""
    comment_id = request.args.get("comment", type=int)
    with snapshot():
        signed = session.current()
        comment = access.to_comment(signed.access, comment_id) if comment_id else None
        author_id = comment.author_id if comment else request.args.get("author", 0, type=int)
        author = access.to_author(signed.access, author_id)
        site = sites.by_id(author.site_id)
    return show(
        "ban",
        signed=signed,
        site=site,
        author=author,
        comment=comment,
        network_days=network_days(comment) if comment else 0,
        back=f"/desk/comments/{comment.id}" if comment else f"/desk/bans?site={site.slug}",
        **choices(),
    )


def network_days(comment: Comment) -> int:
    """Say for how many days the network of a comment can still be banned."""
    if comment.network is None:
        return 0
    left = networks.forgotten_at(comment.created_at) - clock.now()
    return max(0, min(left, LONGEST_BY_DIGEST) // DAY)


def choices() -> dict[str, Any]:
    return {"grounds": ruling.GROUNDS, "days": USUAL_DAYS, "most_days": LONGEST.days}


@door.post("/bans")
def ban() -> Response:
    signed, form = forms.entered(BanForm())
    with snapshot():
        site = access.to_site(signed.access, form.pop("site"))
    back, days = form.pop("back"), form.pop("days")
    wanted = Wanted(**form, ends_at=clock.now() + days * DAY)
    banning.ban(site.id, signed.access.who, wanted, charge=signed.access.charge)
    return done(signed, {"back": back}, "banned")


@door.post("/bans/<id:ban_id>/lift")
def lift_ban(ban_id: int) -> Response:
    signed, form = forms.entered(LiftForm())
    with snapshot():
        access.to_ban(signed.access, ban_id)
    banning.lift(ban_id, signed.access.who, form["reason"], charge=signed.access.charge)
    return done(signed, form, "lifted")
