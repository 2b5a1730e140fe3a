"""The thread as a fragment, in a frame, on a page of its own, and one comment in its place."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, request
from marshmallow import Schema

from comments_service import words
from comments_service.edge import caching, links, pages, spelling
from comments_service.edge.pages import Asked, Made, Name
from comments_service.edge.widget import asked, personal, rendering, views
from comments_service.edge.widget.asked import FRAME, PAGE, PAGE_SIZE, PermalinkIn, ViewIn
from comments_service.edge.widget.door import door, open_to_all
from comments_service.edge.widget.views import Seen
from comments_service.edge.widget.whole import html, whole
from comments_service.storage import versions
from comments_service.storage.db import snapshot
from comments_service.storage.versions import ByComment, ByKey, Place

VIEW, PERMALINK = ViewIn(), PermalinkIn()


@door.get("/embed/v1/thread")
def thread() -> Response:
    """The fragment: what a publisher includes, and what the script fetches."""
    query = asked.query(VIEW)

    def written(seen: Seen) -> Response:
        return html(rendering.render("thread", s=views.scene(seen, query, PAGE)))

    return everybodys(query, written)


@door.get(FRAME)
def frame() -> Response:
    return page(asked.query(VIEW), FRAME)


@door.get(PAGE)
def standalone() -> Response:
    return page(asked.query(VIEW), PAGE)


@door.get("/c/<id:comment_id>")
def permalink(comment_id: int) -> Response:
    query = asked.query(PERMALINK)
    place = Asked(name(PERMALINK, query), ByComment(comment_id))

    def make() -> Made:
        with snapshot():
            seen = views.in_place(comment_id)
        return made(seen, whole(views.scene(seen, query, PAGE), seen.site, PAGE, query["theme"]))

    return pages.answer(place, make)


def page(query: Mapping[str, Any], place: str) -> Response:
    """Show a thread on a page of ours; a form makes the page its reader's own."""
    if personal.wanted(query):
        return own(query, place)

    def written(seen: Seen) -> Response:
        return whole(views.scene(seen, query, place), seen.site, place, query["theme"])

    return everybodys(query, written)


def own(query: Mapping[str, Any], place: str) -> Response:
    with snapshot():
        seen = views.seen(query)
        scene = personal.add(views.scene(seen, query, place), seen.site, query)
    response = whole(scene, seen.site, place, query["theme"])
    response.headers.setdefault("X-Robots-Tag", "noindex")
    return caching.private(response)


def everybodys(query: Mapping[str, Any], write: Callable[[Seen], Response]) -> Response:
    def make() -> Made:
        with snapshot():
            seen = views.seen(query)
        return made(seen, write(seen))

    return pages.answer(Asked(name(VIEW, query), place_of(query), usual=is_usual(query)), make)


def made(seen: Seen, response: Response) -> Made:
    state = versions.of(seen.site, seen.article)
    return pages.made(state, open_to_all(response), until=seen.until)


def name(schema: Schema, query: Mapping[str, Any]) -> Name:
    return Name(request.path, spelling.canonical(schema, query), links.base())


def place_of(query: Mapping[str, Any]) -> Place:
    """Return where to look: a comment may stand in another article than the one named."""
    part = query["comment"] or query["branch"]
    return ByComment(part) if part else ByKey(query["site"], query["article"])


def is_usual(query: Mapping[str, Any]) -> bool:
    """Whether it is a first page of the usual size, in one of our languages."""
    usual = {"cursor": None, "limit": PAGE_SIZE, "comment": None, "branch": None}
    first = all(query[name] == value for name, value in usual.items())
    return first and query["lang"] in {"", *words.NAMES.values()}
