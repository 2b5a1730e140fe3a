"""The thread as a fragment, in a frame, on a page of its own, and one comment in its place."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from comments_service import words
from comments_service.edge import caching, links, pages
from comments_service.edge.pages import Asked, Made
from comments_service.edge.widget import asked, personal, rendering, views
from comments_service.edge.widget.asked import FRAME, PAGE, PAGE_SIZE, PermalinkIn, ViewIn
from comments_service.edge.widget.door import door
from comments_service.edge.widget.whole import html, whole
from comments_service.storage import sites, threads, versions
from comments_service.storage.db import snapshot
from comments_service.storage.threads import Found
from comments_service.storage.versions import State

VIEW, PERMALINK = ViewIn(), PermalinkIn()
FRAGMENT = "/embed/v1/thread"
# What changes a page that is everybody's; all else in a query makes it one reader's, or nothing.
DETAILS = ("sort", "limit", "cursor", "branch", "comment", "lang", "theme")


@door.get(FRAGMENT)
def thread() -> Response:
    """The fragment: what a publisher includes, and what the script fetches."""
    query = asked.query(VIEW)
    return pages.answer(place_of(query, FRAGMENT), lambda: fragment(query))


def fragment(query: Mapping[str, Any]) -> Made:
    with snapshot():
        found = threads.find(query["site"], query["article"])
        scene = views.scene(found.site, found.article, query, PAGE)
    return pages.made(state(found, query), html(rendering.render("thread", s=scene)))


@door.get(FRAME)
def frame() -> Response:
    return page(asked.query(VIEW), FRAME)


@door.get(PAGE)
def standalone() -> Response:
    return page(asked.query(VIEW), PAGE)


@door.get("/c/<id:comment_id>")
def permalink(comment_id: int) -> Response:
    query = asked.query(PERMALINK)
    with snapshot():
        article = threads.one(comment_id, replies=0).article
        site = sites.by_id(article.site_id)
        scene = views.scene(site, article, {**query, "comment": comment_id}, PAGE)
    return caching.public(whole(scene, site, PAGE, query["theme"]))


def page(query: Mapping[str, Any], place: str) -> Response:
    """Show a thread on a page of ours; a form makes the page its reader's own."""
    if personal.wanted(query):
        return own(query, place)
    return pages.answer(place_of(query, place), lambda: everybodys(query, place))


def own(query: Mapping[str, Any], place: str) -> Response:
    with snapshot():
        found = threads.find(query["site"], query["article"])
        scene = views.scene(found.site, found.article, query, place)
        scene = personal.add(scene, found.site, query)
    return caching.private(whole(scene, found.site, place, query["theme"]))


def everybodys(query: Mapping[str, Any], place: str) -> Made:
    with snapshot():
        found = threads.find(query["site"], query["article"])
        scene = views.scene(found.site, found.article, query, place)
    return pages.made(state(found, query), whole(scene, found.site, place, query["theme"]))


def place_of(query: Mapping[str, Any], form: str) -> Asked:
    details = tuple(query[name] for name in DETAILS)
    return Asked(
        form, query["site"], query["article"], details, links.base(), usual=is_usual(query)
    )


def is_usual(query: Mapping[str, Any]) -> bool:
    """Whether it is a first page of the usual size, in one of our languages."""
    first = query["cursor"] is None and query["limit"] == PAGE_SIZE
    return first and query["lang"] in {"", *words.RULES}


def state(found: Found, query: Mapping[str, Any]) -> State | None:
    """Return the state that a page stands for; a comment's may be of another article."""
    return None if query["branch"] or query["comment"] else versions.of(found)
