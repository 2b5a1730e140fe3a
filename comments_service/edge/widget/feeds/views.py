"""`/feeds/atom` and `/feeds/json`: an article's newest comments, or those of a whole site."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from flask import Response, request
from marshmallow import EXCLUDE, Schema

from comments_service import words
from comments_service.domain.thread import ArticleHead
from comments_service.edge import links, pages, spelling
from comments_service.edge.fields import ArticleKey
from comments_service.edge.pages import Asked, Made, Name
from comments_service.edge.shapes import Slug
from comments_service.edge.widget import asked, views
from comments_service.edge.widget.asked import PAGE, Lang
from comments_service.edge.widget.door import open_to_all
from comments_service.edge.widget.feeds import writing
from comments_service.edge.widget.feeds.door import door
from comments_service.edge.widget.feeds.feed import MOST, Feed, Source
from comments_service.edge.widget.scene import Links
from comments_service.storage import newest, sites, threads, versions
from comments_service.storage.db import snapshot
from comments_service.storage.versions import ByKey, State

Query = Mapping[str, Any]


class FeedIn(Schema):
    """Parameters that it does not name are ignored, as on every page of this door."""

    class Meta:
        unknown = EXCLUDE

    site = Slug(required=True)
    article = ArticleKey(load_default=None)
    lang = Lang()


FEED = FeedIn()


class Read(NamedTuple):
    """A feed, and the state of the thread that it was made from; a site has none."""

    feed: Feed
    state: State | None


@door.get("/feeds/atom")
def atom() -> Response:
    return answer(writing.atom)


@door.get("/feeds/json")
def json() -> Response:
    return answer(writing.json_feed)


def answer(write: Callable[[Feed], Response]) -> Response:
    query = asked.query(FEED)
    name = Name(request.path, spelling.canonical(FEED, query), links.base())
    place = ByKey(query["site"], query["article"]) if query["article"] else None
    read = of_article if query["article"] else of_site

    def make() -> Made:
        with snapshot():
            feed, state = read(query, f"{name.base}{name.path}?{name.query}")
        return pages.made(state, open_to_all(write(feed)))

    usual = query["lang"] in {"", *words.NAMES.values()}
    return pages.answer(Asked(name, place, usual=usual), make)


def of_article(query: Query, own: str) -> Read:
    found = threads.find(query["site"], query["article"])
    head = threads.head_of(found.article) if found.article else ArticleHead(query["article"])
    there = newest.of_article(found.article, most=MOST) if found.article else ()
    source = Source(found.site, links_of(query, head.key), words.of(query["lang"]), head)
    return Read(source.feed(there, own), versions.of(found.site, found.article))


def of_site(query: Query, own: str) -> Read:
    site = sites.by_slug(query["site"])
    source = Source(site, links_of(query, ""), words.of(query["lang"]))
    return Read(source.feed(newest.of_site(site.id, most=MOST), own), None)


def links_of(query: Query, key: str) -> Links:
    return views.links_of(query["site"], key, query, PAGE)
