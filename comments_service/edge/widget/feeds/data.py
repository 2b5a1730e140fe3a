"""`/embed/v1/ld`: what a publisher's server puts into the page, inside a `<script>`."""

from flask import Response, request
from marshmallow import EXCLUDE

from comments_service.actions import clock
from comments_service.edge import links, pages, spelling
from comments_service.edge.pages import Asked, Made, Name
from comments_service.edge.shapes import ThreadIn
from comments_service.edge.widget import asked, ld, rendering, views
from comments_service.edge.widget.asked import PAGE
from comments_service.edge.widget.door import open_to_all
from comments_service.edge.widget.feeds.door import door
from comments_service.storage import threads, versions
from comments_service.storage.db import snapshot
from comments_service.storage.threads import Found
from comments_service.storage.versions import ByKey

TYPE = "application/ld+json"


class DataIn(ThreadIn):
    class Meta:
        unknown = EXCLUDE
        ordered = True


DATA = DataIn()


@door.get("/embed/v1/ld")
def data() -> Response:
    query = asked.query(DATA)
    name = Name(request.path, spelling.canonical(DATA, query), links.base())

    def make() -> Made:
        with snapshot():
            found = threads.find(query["site"], query["article"])
            written = described(found, query["article"])
        response = open_to_all(Response(written, mimetype=TYPE))
        return pages.made(versions.of(found.site, found.article), response)

    return pages.answer(Asked(name, ByKey(query["site"], query["article"]), usual=True), make)


def described(found: Found, key: str) -> str:
    """Write a thread in JSON that cannot end the `<script>` which it stands in."""
    page = threads.page_of(found, key, now=clock.now())
    to = views.links_of(found.site.slug, page.article.key, {}, PAGE)
    return rendering.script_json(ld.article(page.article, page.count, page.comments, to))
