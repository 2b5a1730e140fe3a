"""Every deed on a comment: the same actions as by the API, from a form."""

from typing import Any

from flask import Response

from comments_service import config
from comments_service.actions import moderating, pinning, posting, redacting
from comments_service.actions.moderating import Ruling
from comments_service.domain import ruling
from comments_service.edge.fields import Choice, Digits
from comments_service.edge.moderator import access, wording
from comments_service.edge.moderator.deciding import REASON_CHARACTERS
from comments_service.edge.moderator.desk import forms, pages, session
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.forms import DeskForm, Typed
from comments_service.edge.moderator.desk.session import Signed
from comments_service.edge.moderator.replying import drafted
from comments_service.edge.shapes import TEXT_BODY, In
from comments_service.storage import articles
from comments_service.storage.db import snapshot
from comments_service.storage.models import Comment


class SeenForm(DeskForm):
    """Says which decision its page showed (0 for none), so that colleagues do not collide."""

    seen = Digits(least=0, required=True)


class DecisionForm(SeenForm):
    """A button sends one of both: a rule alone says why a comment is rejected."""

    action = Choice(*ruling.STATUS, load_default="reject")
    rule = Choice(*ruling.GROUNDS, load_default=None)
    reason = Typed(most=REASON_CHARACTERS, load_default="")
    version = Digits(required=True)


class TextForm(DeskForm):
    text = Typed(most=TEXT_BODY, required=True)
    version = Digits(required=True)


class ReplyForm(DeskForm):
    text = Typed(most=TEXT_BODY, required=True)


class PinForm(DeskForm):
    pinned = Choice("yes", "no", required=True)


@door.post("/comments/<id:comment_id>/decision")
def decide(comment_id: int) -> Response:
    signed, form, _ = asked(comment_id, DecisionForm())
    wanted = Ruling(form["action"], form["reason"].strip(), form["version"], form["rule"])
    made = moderating.decide(
        comment_id, signed.access.who, wanted, charge=signed.access.charge, seen=form["seen"]
    )
    return done(signed, form, wording.DECIDED[form["action"]], about=comment_id, decision=made)


@door.post("/comments/<id:comment_id>/undo")
def undo(comment_id: int) -> Response:
    signed, form, _ = asked(comment_id, SeenForm())
    moderating.undo(comment_id, signed.access.who, charge=signed.access.charge, seen=form["seen"])
    return done(signed, form, "undone", about=comment_id)


@door.post("/comments/<id:comment_id>/text")
def redact(comment_id: int) -> Response:
    signed, form, _ = asked(comment_id, TextForm())
    redacting.redact(
        comment_id,
        signed.access.who,
        form["text"],
        form["version"],
        charge=signed.access.charge,
    )
    return done(signed, form, "redacted", about=comment_id)


@door.post("/comments/<id:comment_id>/replies")
def reply(comment_id: int) -> Response:
    signed, form, parent = asked(comment_id, ReplyForm())
    with snapshot():
        article = articles.by_id(parent.article_id).key
    posting.post(
        drafted(signed.access, parent, article, form["text"]),
        depth=config.current().depth,
        charge=signed.access.charge,
    )
    return done(signed, form, "replied", about=comment_id)


@door.post("/comments/<id:comment_id>/pin")
def pin(comment_id: int) -> Response:
    signed, form, _ = asked(comment_id, PinForm())
    put = pinning.pin if form["pinned"] == "yes" else pinning.unpin
    put(comment_id, signed.access.who, charge=signed.access.charge)
    return done(signed, form, "pinned" if form["pinned"] == "yes" else "unpinned", about=comment_id)


def asked(comment_id: int, schema: In) -> tuple[Signed, dict[str, Any], Comment]:
    """Return who asks, what for, and the comment, which they must reach."""
    signed, form = forms.entered(schema)
    with snapshot():
        return signed, form, access.to_comment(signed.access, comment_id)


def done(signed: Signed, form: dict[str, Any], said: str, **about: int) -> Response:
    return session.prolong(signed, pages.back(form["back"], said, **about))
