"""A whole thread: closed, opened again, or deleted, which can be undone."""

from flask import Response, request

from comments_service.actions import deciding_many, locking
from comments_service.actions.deciding_many import Wanted
from comments_service.domain import ruling
from comments_service.domain.errors import NotFound
from comments_service.edge import calls
from comments_service.edge.fields import ArticleKey, Choice
from comments_service.edge.moderator import access
from comments_service.edge.moderator.deciding import REASON_CHARACTERS
from comments_service.edge.moderator.desk import forms, session
from comments_service.edge.moderator.desk.acts import done
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.forms import DeskForm, Typed
from comments_service.edge.moderator.desk.pages import led_to, show
from comments_service.edge.moderator.desk.queue import site_of
from comments_service.edge.shapes import In, Slug
from comments_service.storage import articles
from comments_service.storage.batches import Chosen
from comments_service.storage.db import snapshot


class ArticleAsked(In):
    article = ArticleKey(required=True)


class ThreadForm(DeskForm):
    site = Slug(required=True)
    article = ArticleKey(required=True)


class LockForm(ThreadForm):
    locked = Choice("yes", "no", required=True)


class RemovalForm(ThreadForm):
    rule = Choice(*ruling.GROUNDS, required=True)
    reason = Typed(most=REASON_CHARACTERS, load_default="")


@door.post("/articles/lock")
def lock() -> Response:
    signed, form = forms.entered(LockForm())
    with snapshot():
        site = access.to_site(signed.access, form["site"])
    turn = locking.lock if form["locked"] == "yes" else locking.unlock
    turn(site.id, form["article"], signed.access.who, charge=signed.access.charge)
    return done(signed, form, "locked" if form["locked"] == "yes" else "unlocked")


@door.get("/thread")
def thread() -> Response:
    with snapshot():
        signed = session.current()
        site = site_of(signed)
        asked = calls.load(ArticleAsked(), {"article": request.args.get("article", "")})
        article = articles.find(site.id, asked["article"])
    if article is None:
        raise NotFound("Nobody has written there")
    found = deciding_many.preview(Chosen(site.id, article_id=article.id), "reject")
    return show(
        "thread", signed=signed, site=site, article=article, found=found, rules=ruling.GROUNDS
    )


@door.post("/articles/removal")
def remove() -> Response:
    signed, form = forms.entered(RemovalForm())
    with snapshot():
        site = access.to_site(signed.access, form["site"])
    why = Wanted("reject", form["reason"].strip(), form["rule"])
    made = deciding_many.put_away(
        site.id, form["article"], signed.access.who, why, charge=signed.access.charge
    )
    return session.prolong(signed, led_to(f"/desk/batches/{made}"))
