"""A feed in its two formats."""

from typing import Any

from flask import Response, current_app

from comments_service.domain import characters
from comments_service.edge.fields import rfc3339
from comments_service.edge.widget import rendering
from comments_service.edge.widget.feeds.feed import Entry, Feed

ATOM, JSON_FEED = "application/atom+xml", "application/feed+json"


def atom(feed: Feed) -> Response:
    # One character that XML forbids, and no feed reader shows anything: none comes through here.
    written = characters.restrain(rendering.render("atom.xml", feed=feed, time=rfc3339))
    return Response(written, mimetype=ATOM)


def json_feed(feed: Feed) -> Response:
    shown = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.own,
        "items": [item(entry) for entry in feed.entries],
    }
    return Response(current_app.json.dumps(shown), mimetype=JSON_FEED)


def item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.place.id,
        "url": entry.place.url,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": rfc3339(entry.published_at),
        "date_modified": rfc3339(entry.updated_at),
        "authors": [{"name": entry.author}],
    }
