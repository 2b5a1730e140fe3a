"""What anyone may read, without a credential and with the same answer for everybody."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Response, request
from marshmallow import Schema, fields
from marshmallow.validate import Length

from comments_service.actions import clock
from comments_service.domain import checks
from comments_service.domain.errors import CommentUnknown, CursorInvalid, Invalid, SiteUnknown
from comments_service.edge import cors, pages, spelling
from comments_service.edge.calls import call, json_answer
from comments_service.edge.fields import AskedKey, Moment
from comments_service.edge.pages import Asked, Made, Name
from comments_service.edge.reader.door import door
from comments_service.edge.shapes import BranchIn, CommentOut, In, PageIn, PageOut, Slug, ThreadIn
from comments_service.storage import articles, sites, threads, versions
from comments_service.storage.db import snapshot
from comments_service.storage.models import Article
from comments_service.storage.threads import Found
from comments_service.storage.versions import ByComment, ByKey

MOST_KEYS = 100
MOST_URL_BYTES = 8_000
PAGE_IN, PAGE_OUT = PageIn(), PageOut()
# As these are usually, whatever the order.
FIRST = ("limit", "replies", "cursor")


class BranchOut(Schema):
    comments = fields.List(fields.Nested(CommentOut), metadata={"description": "Flat, by path."})
    next_cursor = fields.String(allow_none=True)


class SingleOut(Schema):
    comment = fields.Nested(CommentOut)
    ancestors = fields.List(fields.Nested(CommentOut))


class CountsIn(In):
    site = Slug(required=True)
    article = fields.List(
        AskedKey(),
        required=True,
        validate=Length(max=MOST_KEYS, error=f"stands more than {MOST_KEYS} times"),
    )


class CountsOut(Schema):
    counts = fields.Dict(fields.String(), fields.Integer())


class HeadOut(Schema):
    version = fields.Integer()
    count = fields.Integer()
    newest = Moment(allow_none=True)


BRANCH_IN, COUNTS_IN, HEAD_IN = BranchIn(), CountsIn(), ThreadIn()
BRANCH_OUT, SINGLE_OUT, HEAD_OUT = BranchOut(), SingleOut(), HeadOut()


@call(
    door,
    "GET",
    "/comments",
    "One page of a thread",
    credential="none",
    query=PAGE_IN,
    out=PAGE_OUT,
    refuses=(Invalid, SiteUnknown, CursorInvalid),
)
def page(query: dict[str, Any]) -> Response:
    asked = Asked(name(PAGE_IN, query), by_key(query), usual=is_usual(query))
    slug, key = query.pop("site"), query.pop("article")

    def make() -> Made:
        now = clock.now()
        with snapshot():
            found = threads.find(slug, key)
            page = threads.page_of(found, key, now=now, **query)
        return made(found, PAGE_OUT.dump(page), until=found.until(now))

    return pages.answer(asked, make)


def name(schema: Schema, query: Mapping[str, Any]) -> Name:
    return Name(request.path, spelling.canonical(schema, query))


def by_key(query: Mapping[str, Any]) -> ByKey:
    return ByKey(query["site"], query["article"])


def is_usual(query: Mapping[str, Any]) -> bool:
    """Whether it is a first page of the usual size, in any order."""
    return all(query[name] == PAGE_IN.fields[name].load_default for name in FIRST)


def made(found: Found, shown: Any, *, until: datetime | None = None) -> Made:
    return pages.made(versions.of(found.site, found.article), answer(shown), until=until)


def answer(shown: Any) -> Response:
    return cors.mark(json_answer(shown, 200))


@call(
    door,
    "GET",
    "/comments/<id:comment_id>",
    "One comment with its ancestors and first replies",
    credential="none",
    out=SINGLE_OUT,
    refuses=(CommentUnknown,),
)
def single(comment_id: int) -> Response:
    def make() -> Made:
        with snapshot():
            found = threads.one(comment_id)
        return made(found, SINGLE_OUT.dump(found))

    return pages.answer(Asked(Name(request.path, ""), ByComment(comment_id)), make)


@call(
    door,
    "GET",
    "/comments/<id:comment_id>/replies",
    "A branch: all replies below a comment, parents first, siblings oldest first",
    credential="none",
    query=BRANCH_IN,
    out=BRANCH_OUT,
    refuses=(Invalid, CommentUnknown, CursorInvalid),
)
def branch(comment_id: int, query: dict[str, Any]) -> Response:
    def make() -> Made:
        with snapshot():
            found = threads.branch(comment_id, **query)
        return made(found, BRANCH_OUT.dump(found))

    return pages.answer(Asked(name(BRANCH_IN, query), ByComment(comment_id)), make)


@call(
    door,
    "GET",
    "/counts",
    "How many comments each of up to 100 articles has",
    credential="none",
    query=COUNTS_IN,
    out=CountsOut(),
    refuses=(Invalid, SiteUnknown),
)
def counts(query: dict[str, Any]) -> Response:
    if len(request.query_string) > MOST_URL_BYTES:
        raise Invalid.field("article", f"the query is longer than {MOST_URL_BYTES} bytes")

    def make() -> Made:
        asked = {key: checks.compared(key) for key in query["article"]}
        with snapshot():
            site = sites.by_slug(query["site"])
            found = articles.counts(site.id, asked.values())
        shown = {"counts": {key: found.get(kept, 0) for key, kept in asked.items()}}
        return pages.made(None, answer(shown))

    # Of many threads at once: looking them all up would cost as much as counting again.
    return pages.answer(Asked(name(COUNTS_IN, query), place=None), make)


@call(
    door,
    "GET",
    "/head",
    "Whether there is anything new in a thread",
    credential="none",
    query=HEAD_IN,
    out=HEAD_OUT,
    refuses=(Invalid, SiteUnknown),
)
def head(query: dict[str, Any]) -> Response:
    def make() -> Made:
        with snapshot():
            found = threads.find(query["site"], query["article"])
            shown = newest_of(found.article)
        return made(found, HEAD_OUT.dump(shown))

    return pages.answer(Asked(name(HEAD_IN, query), by_key(query), usual=True), make)


def newest_of(article: Article | None) -> dict[str, Any]:
    if article is None:
        return {"version": 0, "count": 0, "newest": None}
    newest = threads.newest(article.id)
    return {"version": article.version, "count": article.comment_count, "newest": newest}
