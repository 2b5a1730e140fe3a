"""From a loaded body to a draft: who posts, and what of it is believed."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from comments_service.actions.acting import Guest, Who
from comments_service.actions.posting import Draft
from comments_service.domain import origins
from comments_service.edge import network
from comments_service.edge.callers import Caller, Reader
from comments_service.storage import authors
from comments_service.storage.authors import Subject
from comments_service.storage.models import Site


def draft(site: Site, caller: Caller, body: Mapping[str, Any]) -> Draft:
    common = {
        "site_id": site.id,
        "article": body["article"],
        "text": body["text"],
        "parent_id": body["parent_id"],
        "title": body["title"],
    }
    if isinstance(caller, Reader):
        guest = Guest(caller.author, (body["author"] or {}).get("name"))
        own = own_page(site, body["url"])
        return Draft(**common, poster=guest, url=own, origin=network.origin())
    return Draft(
        **common,
        poster=on_behalf_of(caller.who, body["on_behalf_of"]),
        url=body["url"],
        confirmed=True,
        created_at=body["created_at"],
        email_domain=(body["on_behalf_of"] or {}).get("email"),
        source=body["source"],
        source_id=body["source_id"],
        parent_source_id=body["parent_source_id"],
    )


def on_behalf_of(service: Subject, somebody: Mapping[str, str] | None) -> Who:
    if somebody is None:
        return service
    return authors.of_site(somebody["subject"], somebody["name"])


def own_page(site: Site, url: str | None) -> str | None:
    """Believe a reader's URL only when it lies on one of the site's origins."""
    with suppress(origins.NoOrigin):
        return url if url and origins.of(url) in site.origins else None
    return None
