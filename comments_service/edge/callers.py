"""Who is asking: a bearer token in a header, never a cookie."""

import hmac
from dataclasses import dataclass

from flask import request

from comments_service import config
from comments_service.actions import clock, editing
from comments_service.actions.acting import Guest
from comments_service.domain import apikey, capability, keys
from comments_service.domain.capability import Capability
from comments_service.domain.errors import (
    NotFound,
    ScopeMissing,
    TokenInvalid,
    TokenMissing,
)
from comments_service.storage import apikeys, authors
from comments_service.storage.authors import Subject
from comments_service.storage.models import ApiKey, Author, Comment, Site


@dataclass(frozen=True)
class Reader:
    """Somebody who acts on a site: an author who is known, or nobody yet."""

    author: Author | None
    capability: Capability | None = None

    @property
    def who(self) -> Guest:
        return Guest(self.author)


@dataclass(frozen=True)
class Service:
    """Another service, by its key."""

    key: ApiKey

    @property
    def who(self) -> Subject:
        return Subject("service", apikeys.ISSUER, str(self.key.id), self.key.name)


Caller = Reader | Service


def bearer() -> str | None:
    """Return the token that was sent; refuses (`TokenInvalid`) any other kind of credential."""
    sent = request.headers.get("Authorization")
    if sent is None:
        return None
    scheme, _, token = sent.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise TokenInvalid("Send the credential as `Authorization: Bearer …`")
    return token.strip()


def sends_a_key() -> bool:
    return (bearer() or "").startswith(apikey.PREFIX)


def at(site: Site, *, scope: str = "post") -> Caller:
    """Return who acts on this site.

    Refuses (`TokenInvalid`, `TokenExpired`) what does not hold, and a service whose key
    does not reach this site or this scope.
    """
    token = bearer()
    if token is None:
        return Reader(None)
    if token.startswith(apikey.PREFIX):
        return Service(reaching(service_key(token), site, scope))
    return reader(token, site)


def reader(token: str, site: Site) -> Reader:
    found = capability.read(token, config.current().secret, now=clock.now())
    if found.site_id != site.id:
        raise TokenInvalid
    return Reader(authors.known(site.id, found.author_id, found.generation), found)


def somebody(site: Site) -> tuple[Reader, int]:
    """Return a known reader and their author id; refuses (`TokenMissing`) who sends none."""
    caller = at(site)
    if not isinstance(caller, Reader):
        raise TokenInvalid("This call is for readers")
    if caller.author is None:
        raise TokenMissing
    return caller, caller.author.id


def may_read_text(comment: Comment, site: Site) -> None:
    """Refuses all but the author and moderators; what they may not see is as if absent."""
    if sends_a_key():
        at(site, scope="moderate")
        return
    _, author_id = somebody(site)
    editing.refuse_but_to_author(comment, author_id)


def service(scope: str) -> Service:
    """Return the service that asks, whose key must have this scope."""
    token = bearer()
    if token is None:
        raise TokenMissing
    if not token.startswith(apikey.PREFIX):
        raise TokenInvalid
    key = service_key(token)
    if not allows(key, scope):
        raise ScopeMissing(f"This key lacks the scope {scope}")
    return Service(key)


def service_key(token: str) -> ApiKey:
    number = apikey.number_of(token)
    key = None if number is None else apikeys.get(number)
    # Compared also when there is no such key, so that the time tells nothing.
    kept = key.digest if key else keys.fingerprint("")
    right = hmac.compare_digest(keys.fingerprint(token), kept)
    if key is None or not right or key.revoked_at is not None:
        raise TokenInvalid
    return key


def reaching(key: ApiKey, site: Site, scope: str) -> ApiKey:
    """Refuses a key of another site as if there were nothing, and one without the scope."""
    if key.site_id not in {None, site.id}:
        raise NotFound
    if not allows(key, scope):
        raise ScopeMissing(f"This key lacks the scope {scope}")
    return key


def allows(key: ApiKey, scope: str) -> bool:
    return scope in key.scopes or "admin" in key.scopes


def token_of(author: Author) -> str:
    """Return a guest's capability; made anew it is the same, so that it can be replayed."""
    issued = capability.issue(author.site_id, author.id, author.generation, author.created_at)
    return capability.write(issued, config.current().secret)


def renewed(caller: Reader) -> str | None:
    """Return a new capability for a guest whose own is older than 30 days."""
    found, author = caller.capability, caller.author
    if not found or not author or not capability.wants_renewal(found, now=clock.now()):
        return None
    issued = capability.issue(author.site_id, author.id, author.generation, clock.now())
    return capability.write(issued, config.current().secret)
