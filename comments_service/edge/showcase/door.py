from datetime import datetime, timedelta
from functools import cache

from flask import Blueprint, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from werkzeug.exceptions import NotFound

from comments_service import demo, words
from comments_service.demo import Story
from comments_service.edge import caching, links
from comments_service.storage import sites
from comments_service.storage.db import snapshot

# What a careful publisher's page allows: itself, and the service, which is here the same.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
OWN = "demo"

door = Blueprint("showcase", __name__)


@door.get("/demo")
def front() -> Response:
    return show(demo.stories()[0])


@door.get("/demo/<slug>")
def article(slug: str) -> Response:
    story = demo.story(slug)
    if story is None:
        raise NotFound
    return show(story)


def show(story: Story) -> Response:
    with snapshot():
        began = sites.by_slug(story.site).created_at
    others = [one for one in demo.stories() if one.slug != story.slug]
    written = (
        environment()
        .get_template("showcase/article.html")
        .render(
            story=story,
            others=others,
            # A list is of one site: of the aggregator's own, where articles may be talked about.
            counted=[one for one in others if one.site == OWN],
            own=OWN,
            published=lambda one: published(one, began),
            ages=words.of("en").ages,
            base=links.base(),
        )
    )
    response = Response(written, mimetype="text/html")
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Robots-Tag"] = "noindex"
    return caching.public(response)


def published(story: Story, began: datetime) -> datetime:
    """When an article appeared: the demo's clock began when its site was made."""
    return began - timedelta(minutes=story.minutes)


@cache
def environment() -> Environment:
    return Environment(
        loader=PackageLoader("comments_service.edge.showcase"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
