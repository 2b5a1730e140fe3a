"""Lists of articles with what is said about them: the most discussed, and named ones."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from flask import Response
from marshmallow import EXCLUDE, Schema, fields
from marshmallow.validate import Length

from comments_service import words
from comments_service.actions import clock
from comments_service.edge import pages
from comments_service.edge.fields import ArticleKey, Digits
from comments_service.edge.pages import Asked, Made, Name
from comments_service.edge.shapes import Slug
from comments_service.edge.widget import asked, rendering
from comments_service.edge.widget.asked import Lang
from comments_service.edge.widget.door import door, open_to_all
from comments_service.edge.widget.pages import name
from comments_service.edge.widget.whole import html
from comments_service.storage import lists, sites
from comments_service.storage.db import snapshot
from comments_service.storage.lists import Listed

MOST = 20
LONGEST_DAYS = 365


class ListIn(Schema):
    """A list of a site's articles. Parameters that it does not name are ignored."""

    class Meta:
        unknown = EXCLUDE

    site = Slug(required=True)
    lang = Lang()


class DiscussedIn(ListIn):
    days = Digits(most=LONGEST_DAYS, load_default=7)
    limit = Digits(most=MOST, load_default=5)


class RelatedIn(ListIn):
    article = fields.List(
        ArticleKey(),
        required=True,
        validate=Length(max=MOST, error=f"stands more than {MOST} times"),
    )


DISCUSSED, RELATED = DiscussedIn(), RelatedIn()


Read = Callable[[int], Sequence[Listed]]


@door.get("/embed/v1/discussed")
def discussed() -> Response:
    query = asked.query(DISCUSSED)
    since = clock.now() - timedelta(days=query["days"])

    def read(site_id: int) -> Sequence[Listed]:
        return lists.discussed(site_id, since, query["limit"])

    return answer("discussed", name(DISCUSSED, query), query, read)


@door.get("/embed/v1/related")
def related() -> Response:
    query = asked.query(RELATED)

    def read(site_id: int) -> Sequence[Listed]:
        return lists.related(site_id, query["article"])

    return answer("related", name(RELATED, query), query, read)


def answer(kind: str, page: Name, query: Mapping[str, Any], read: Read) -> Response:
    def make() -> Made:
        with snapshot():
            site = sites.by_slug(query["site"])
            found = read(site.id)
        told = words.of(query["lang"])
        written = rendering.render("list", kind=kind, site=site.slug, words=told, listed=found)
        return pages.made(None, open_to_all(html(written)))

    # Of many threads: to look at them all would cost as much as to make it again.
    return pages.answer(Asked(page, place=None), make)
