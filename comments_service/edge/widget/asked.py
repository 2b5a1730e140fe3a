"""What the door takes: queries of pages, and the fields of its forms."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

from flask import g, request
from marshmallow import EXCLUDE, Schema
from werkzeug.exceptions import HTTPException

from comments_service.domain.errors import BodyInvalid, Invalid, Refused
from comments_service.edge import bodies, calls
from comments_service.edge.fields import ArticleKey, Choice, Digits, Plain
from comments_service.edge.shapes import TEXT_BODY, In, Name, Slug

FORM = "application/x-www-form-urlencoded"
PAGE, FRAME, MINE = "/t", "/embed/v1/frame", "/mine"
PLACES = (PAGE, FRAME, MINE)
PAGE_SIZE = 25
THEMES = ("auto", "light", "dark")
TOKEN = 4000
SAID = ("deleted", "reported", "saved")


class Lang(Plain):
    def __init__(self) -> None:
        super().__init__(most=35, load_default="")


class ViewIn(Schema):
    """A page of a thread. Parameters that it does not name are ignored."""

    class Meta:
        unknown = EXCLUDE

    site = Slug(required=True)
    article = ArticleKey(required=True)
    lang = Lang()
    theme = Choice(*THEMES, load_default="auto")
    limit = Digits(most=100, load_default=PAGE_SIZE)
    comment = Digits(load_default=None)
    branch = Digits(load_default=None)
    sort = Choice("newest", "oldest", "top", load_default="newest")
    cursor = Plain(least=1, most=400, load_default=None)
    write = Plain(most=1, load_default=None)
    reply = Digits(load_default=None)
    report = Digits(load_default=None)
    said = Choice(*SAID, load_default=None)
    t = Plain(most=400, load_default=None)


class PermalinkIn(Schema):
    class Meta:
        unknown = EXCLUDE

    lang = Lang()
    theme = Choice(*THEMES, load_default="auto")


class FormIn(In):
    """What every form carries: `back` stands in those of readers without a script."""

    site = Slug(required=True)
    article = ArticleKey(required=True)
    lang = Lang()
    theme = Choice(*THEMES, load_default="auto")
    limit = Digits(most=100, load_default=PAGE_SIZE)
    token = Plain(most=TOKEN, load_default="")
    back = Choice(*PLACES, load_default=None)


class PostForm(FormIn):
    text = Plain(most=TEXT_BODY, required=True)
    name = Name(load_default=None)
    parent_id = Digits(load_default=None)
    title = Plain(most=300, load_default=None)
    url = Plain(most=2000, load_default=None)
    key = Plain(most=255, load_default=None)
    form = Plain(most=2000, load_default=None)
    # Hidden from people: what fills it in is none.
    website = Plain(most=TEXT_BODY, load_default=None)


class OnComment(FormIn):
    act = Plain(most=10)
    id = Digits(required=True)
    ticket = Plain(most=400, load_default="")


class EditForm(OnComment):
    text = Plain(most=TEXT_BODY, required=True)
    version = Digits(required=True)


class VoteForm(OnComment):
    value = Choice("1", "-1", "0", required=True)


class ReportForm(OnComment):
    reason = Plain(most=32, required=True)
    detail = Plain(most=2000, load_default=None)


class PreviewForm(In):
    site = Slug(required=True)
    article = ArticleKey(required=True)
    lang = Lang()
    token = Plain(most=TOKEN, load_default="")
    text = Plain(most=TEXT_BODY, required=True)


def query(schema: Schema) -> dict[str, Any]:
    return calls.load_query(schema)


def first_page(form: Mapping[str, Any]) -> dict[str, Any]:
    """Return the query of the page that a form without a script stood on."""
    names = ("site", "article", "lang", "theme", "limit")
    return calls.load(ViewIn(), {name: str(form[name]) for name in names})


def form(schema: Schema, most: int = bodies.OTHER_BYTES) -> dict[str, Any]:
    """Load a form's fields; one that was left empty was not filled in."""
    return loaded(schema, fields(most))


def loaded(schema: Schema, sent: Mapping[str, str]) -> dict[str, Any]:
    return calls.load(schema, {name: value for name, value in sent.items() if value})


def fields(most: int) -> dict[str, str]:
    body = bodies.read(FORM, most)
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise BodyInvalid("The body is not a form in UTF-8") from error
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Invalid(errors={"body": ["a field stands twice"]})
    g.fields = found
    return found


def raw(name: str) -> str:
    """Return what was sent under a name, unchecked: for saying no in the reader's words."""
    return said().get(name, "")


def said() -> Mapping[str, str]:
    if request.method != "POST":
        return request.args
    if "fields" not in g:
        # Refused before its body was read, as a foreign page's is.
        g.fields = {}
        with suppress(Refused, HTTPException):
            fields(bodies.OTHER_BYTES)
    found: Mapping[str, str] = g.fields
    return found
