"""Set up sites, keys and moderators."""

import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from comments_service.actions import clock
from comments_service.domain import apikey, keys, names, policy
from comments_service.domain.errors import Invalid, NotFound
from comments_service.domain.origins import NoOrigin, exact
from comments_service.storage import apikeys, moderators, sites
from comments_service.storage.db import restarting, snapshot, transaction
from comments_service.storage.models import ApiKey, Moderator, Site

LINK_LIFETIME = timedelta(days=1)


@restarting
def create_site(slug: str, name: str, origins: Iterable[str], rules: Mapping[str, Any]) -> Site:
    """Make a site; refuses (`Invalid`) a slug that is taken or malformed, and what is no origin."""
    if not re.fullmatch("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?", slug):
        raise Invalid.field("slug", "must be 1 to 64 small letters, digits and inner hyphens")
    pages = [origin_of(one) for one in origins]
    with transaction():
        return sites.add(slug, names.clean(name), pages, policy.check(rules), clock.now())


@restarting
def set_site(
    slug: str, *, name: str | None, origins: Iterable[str] | None, rules: Mapping[str, Any]
) -> Site:
    """Change a site; a policy that is given as `None` is inherited again."""
    with transaction():
        site = sites.by_slug(slug)
        site.name = names.clean(name) if name else site.name
        site.origins = [origin_of(one) for one in origins] if origins else site.origins
        site.policy = policy.changed(site.policy, rules)
        sites.touch(site)
        return site


@restarting
def set_posting(state: str, slug: str | None) -> list[Site]:
    with transaction():
        changed = [sites.by_slug(slug)] if slug else list(sites.every())
        for site in changed:
            site.policy = policy.changed(site.policy, {"posting": state})
            sites.touch(site)
        return changed


def every_site() -> Sequence[Site]:
    with snapshot():
        return sites.every()


def origin_of(given: str) -> str:
    """Return an origin as browsers write it; refuses all else (`Invalid`)."""
    try:
        return exact(given)
    except NoOrigin as error:
        raise Invalid.field("origin", f"{given} is not of the form https://host[:port]") from error


@restarting
def create_key(slug: str | None, name: str, scopes: Sequence[str]) -> str:
    """Make a key and return it; only its hash is kept."""
    wrong = set(scopes) - set(apikey.SCOPES)
    if wrong or not scopes:
        raise Invalid.field("scopes", f"must be of: {', '.join(apikey.SCOPES)}")
    secret = secrets.token_urlsafe(32)
    with transaction():
        site = sites.by_slug(slug) if slug else None
        site_id = site.id if site else None
        key = apikeys.add(site_id, names.clean(name), scopes, "", clock.now())
        token = apikey.write(key.id, secret)
        key.digest = keys.fingerprint(token)
        return token


def every_key() -> list[tuple[ApiKey, str | None]]:
    with snapshot():
        slugs = {site.id: site.slug for site in sites.every()}
        return [(key, slugs.get(key.site_id or 0)) for key in apikeys.every()]


@restarting
def revoke_key(key_id: int) -> None:
    with transaction():
        key = apikeys.get(key_id)
        if key is None:
            raise NotFound("There is no such key")
        key.revoked_at = key.revoked_at or clock.now()


@restarting
def invite(name: str, slug: str | None, role: str) -> Moderator:
    with transaction():
        site = sites.by_slug(slug) if slug else None
        clean = names.clean(name)
        if moderators.by_name(clean) is not None:
            raise Invalid.field("name", "is taken; `moderators link` makes a new link")
        return moderators.add(clean, site.id if site else None, role, clock.now())


@restarting
def sign_in_token(name: str) -> str:
    """Return the token of a link to the desk that works once, within a day."""
    token = secrets.token_urlsafe(32)
    with transaction():
        moderator = moderators.by_name(names.clean(name))
        if moderator is None:
            raise NotFound("There is no such moderator")
        moderators.add_link(moderator, keys.fingerprint(token), clock.now() + LINK_LIFETIME)
    return token
