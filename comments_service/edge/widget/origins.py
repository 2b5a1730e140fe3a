"""From which pages one may write here. Who writes is what the body says, never the browser."""

from flask import request

from comments_service.domain.errors import OriginRefused
from comments_service.edge import links
from comments_service.storage import sites
from comments_service.storage.db import snapshot
from comments_service.storage.models import Site


def admit_any() -> None:
    """Refuse, before the body is read, what no site's page and no page of ours has sent."""
    origin = sent()
    if origin in {None, links.own_origin()}:
        return
    with snapshot():
        if not sites.names_an_origin(str(origin)):
            raise OriginRefused


def admit(site: Site) -> None:
    if sent() not in {None, links.own_origin(), *site.origins}:
        raise OriginRefused


def admit_ours() -> None:
    """Refuse a form that no page of ours has sent: on other people's pages there is none."""
    if sent() not in {None, links.own_origin()}:
        raise OriginRefused


def sent() -> str | None:
    """Return the origin of the page; `None` for a page of ours that hides it.

    Browsers send `null`, or nothing, from some pages; `Sec-Fetch-Site` they let no page set.
    """
    origin = request.headers.get("Origin", "null")
    if origin != "null":
        return origin
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        return None
    raise OriginRefused
