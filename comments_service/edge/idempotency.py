"""The Idempotency-Key header: a retry is answered with what the first request made."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from flask import request

from comments_service.domain.errors import Invalid
from comments_service.edge.callers import Caller, Service
from comments_service.storage.idempotency import Key
from comments_service.storage.models import Site

HEADER = "Idempotency-Key"


def key(caller: Caller, site: Site, article: str, body: Mapping[str, Any]) -> Key | None:
    """Return the request's key in its scope; refuses (`Invalid`) a malformed one."""
    name = sent()
    return None if name is None else of(caller, site, article, body, name)


def sent() -> str | None:
    """Return the key that came with the request, bare; refuses (`Invalid`) a malformed one."""
    header = request.headers.get(HEADER)
    return None if header is None else value(header)


def value(sent: str) -> str:
    # The draft standard writes the key as a quoted string; most clients send it bare.
    bare = sent[1:-1] if len(sent) > 1 and sent[0] == sent[-1] == '"' else sent
    if not re.fullmatch(r"[\x21-\x7e]{1,255}", bare):
        raise Invalid.field(HEADER, "must be 1 to 255 visible ASCII characters")
    return bare


def of(caller: Caller, site: Site, article: str, body: Mapping[str, Any], key: str) -> Key:
    return Key(scope(caller, site, article), key, digest(body))


def of_item(service: Service, name: str, index: int, body: Mapping[str, Any]) -> Key:
    """Return the key of one item of a batch that came with a key."""
    own = hashlib.sha256(f"{name} {index}".encode()).hexdigest()
    return Key(f"key:{service.key.id}", f"batch:{own}", digest(body))


def scope(caller: Caller, site: Site, article: str) -> str:
    if isinstance(caller, Service):
        return f"key:{caller.key.id}"
    if caller.author:
        return f"author:{caller.author.id}"
    return f"guest:{site.id}:{hashlib.sha256(article.encode()).hexdigest()[:32]}"


def digest(body: Mapping[str, Any]) -> str:
    written = json.dumps(body, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()
