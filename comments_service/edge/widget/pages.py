"""The thread as a fragment, in a frame, on a page of its own, and one comment in its place."""

from typing import Any

from flask import Response

from comments_service.edge import caching
from comments_service.edge.widget import asked, personal, rendering, views
from comments_service.edge.widget.asked import FRAME, PAGE, PermalinkIn, ViewIn
from comments_service.edge.widget.door import door
from comments_service.edge.widget.whole import html, whole
from comments_service.storage import sites, threads
from comments_service.storage.db import snapshot

VIEW, PERMALINK = ViewIn(), PermalinkIn()


@door.get("/embed/v1/thread")
def thread() -> Response:
    """The fragment: what a publisher includes, and what the script fetches."""
    query = asked.query(VIEW)
    with snapshot():
        found = threads.find(query["site"], query["article"])
        scene = views.scene(found.site, found.article, query, PAGE)
    return caching.public(html(rendering.render("thread", s=scene)))


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


def page(query: dict[str, Any], place: str) -> Response:
    """Show a thread on a page of ours; a form makes the page its reader's own."""
    with snapshot():
        found = threads.find(query["site"], query["article"])
        scene = views.scene(found.site, found.article, query, place)
        private = personal.wanted(query)
        if private:
            scene = personal.add(scene, found.site, query)
    response = whole(scene, found.site, place, query["theme"])
    return caching.private(response) if private else caching.public(response)
