from collections.abc import Iterator, Mapping
from typing import Any

from flask import Response
from marshmallow import EXCLUDE, Schema

from comments_service import words
from comments_service.domain import checks
from comments_service.domain.errors import SiteUnknown
from comments_service.edge import caching, links
from comments_service.edge.fields import Plain
from comments_service.edge.widget import asked, headers, rendering
from comments_service.edge.widget.doctor import findings
from comments_service.edge.widget.doctor.findings import Asked, Finding
from comments_service.edge.widget.door import door
from comments_service.edge.widget.whole import html, layout
from comments_service.storage import articles, sites
from comments_service.storage.db import snapshot
from comments_service.storage.models import Article, Site

TITLE = "Why are the comments not there?"


class DoctorIn(Schema):
    """Takes what a page says, right or wrong: to tell which is what it is for."""

    class Meta:
        unknown = EXCLUDE

    site = Plain(most=200, load_default="")
    article = Plain(most=2_000, load_default="")
    origin = Plain(most=checks.LONGEST_ADDRESS, load_default="")


DOCTOR = DoctorIn()


@door.get("/embed/doctor")
def doctor() -> Response:
    query = asked.query(DOCTOR)
    told = list(found(query)) if query["site"] else []
    page = layout(TITLE, words.of(words.DEFAULT))
    written = rendering.render(
        "doctor", page=page, asked=query, findings=told, base=links.base(), own=links.own_origin()
    )
    response = headers.ours(html(written))
    response.headers["X-Robots-Tag"] = "noindex"
    return caching.private(response)


def found(query: Mapping[str, Any]) -> Iterator[Finding]:
    """Say what there is to say of one page, in one snapshot."""
    said = Asked(query["site"], query["article"], query["origin"], links.base())
    with snapshot():
        site = known(said.site)
        yield from findings.of_site(said, site)
        if site is not None:
            yield from findings.of_page(said, site)
            yield from findings.of_article(said, site, article_of(said, site))


def known(slug: str) -> Site | None:
    try:
        return sites.by_slug(slug)
    except SiteUnknown:
        return None


def article_of(said: Asked, site: Site) -> Article | None:
    return articles.find(site.id, checks.compared(said.article)) if said.article else None
