"""What anyone may read, without a credential and with the same answer for everybody."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request
from marshmallow import Schema, fields
from marshmallow.validate import Length

from comments_service.domain.errors import CommentUnknown, CursorInvalid, Invalid, SiteUnknown
from comments_service.domain.thread import Branch
from comments_service.edge import pages
from comments_service.edge.calls import call, json_answer
from comments_service.edge.fields import AskedKey, Moment, compared
from comments_service.edge.pages import Asked, Made
from comments_service.edge.reader.door import door
from comments_service.edge.shapes import BranchIn, CommentOut, In, PageIn, PageOut, Slug, ThreadIn
from comments_service.storage import articles, sites, threads, versions
from comments_service.storage.db import snapshot

MOST_KEYS = 100
MOST_URL_BYTES = 8_000
PAGE_IN, PAGE_OUT = PageIn(), PageOut()
DETAILS = ("sort", "limit", "replies", "cursor")


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
    slug, key = query.pop("site"), query.pop("article")
    details = tuple(query[name] for name in DETAILS)
    asked = Asked("json", slug, key, details, usual=is_usual(query))
    return pages.answer(asked, lambda: made(slug, key, query))


def is_usual(query: Mapping[str, Any]) -> bool:
    """Whether it is a first page of the usual size, in any order."""
    return all(query[name] == PAGE_IN.fields[name].load_default for name in DETAILS[1:])


def made(slug: str, key: str, query: Mapping[str, Any]) -> Made:
    with snapshot():
        found = threads.find(slug, key)
        page = threads.page_of(found.article, key, **query)
    return pages.made(versions.of(found), json_answer(PAGE_OUT.dump(page), 200))


@call(
    door,
    "GET",
    "/comments/<id:comment_id>",
    "One comment with its ancestors and first replies",
    credential="none",
    out=SingleOut(),
    refuses=(CommentUnknown,),
)
def single(comment_id: int) -> threads.Single:
    with snapshot():
        return threads.one(comment_id)


@call(
    door,
    "GET",
    "/comments/<id:comment_id>/replies",
    "A branch: all replies below a comment, parents first, siblings oldest first",
    credential="none",
    query=BranchIn(),
    out=BranchOut(),
    refuses=(Invalid, CommentUnknown, CursorInvalid),
)
def branch(comment_id: int, query: dict[str, Any]) -> Branch:
    with snapshot():
        return threads.branch(comment_id, **query)


@call(
    door,
    "GET",
    "/counts",
    "How many comments each of up to 100 articles has",
    credential="none",
    query=CountsIn(),
    out=CountsOut(),
    refuses=(Invalid, SiteUnknown),
)
def counts(query: dict[str, Any]) -> dict[str, Any]:
    asked = {key: compared(key) for key in query["article"]}
    if len(request.query_string) > MOST_URL_BYTES:
        raise Invalid.field("article", f"the query is longer than {MOST_URL_BYTES} bytes")
    with snapshot():
        site = sites.by_slug(query["site"])
        found = articles.counts(site.id, asked.values())
    return {"counts": {key: found.get(kept, 0) for key, kept in asked.items()}}


@call(
    door,
    "GET",
    "/head",
    "Whether there is anything new in a thread",
    credential="none",
    query=ThreadIn(),
    out=HeadOut(),
    refuses=(Invalid, SiteUnknown),
)
def head(query: dict[str, Any]) -> dict[str, Any]:
    with snapshot():
        article = threads.find(query["site"], query["article"]).article
        if article is None:
            return {"version": 0, "count": 0, "newest": None}
        newest = threads.newest(article.id)
    return {"version": article.version, "count": article.comment_count, "newest": newest}
