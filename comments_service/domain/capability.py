"""What lets a guest act again as who they are: `cg1.` and a signed statement.

It names site, author, the author's generation and its own end. Raising the generation in
the database ends every capability of that author.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from comments_service.domain import base64url, keys
from comments_service.domain.errors import TokenExpired, TokenInvalid
from comments_service.domain.thread import EPOCH

PREFIX = "cg1."
PURPOSE = "guest"
LIFETIME = timedelta(days=400)
RENEWED_AFTER = timedelta(days=30)
STATEMENT = struct.Struct(">QQIQ")
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Capability:
    site_id: int
    author_id: int
    generation: int
    expires_at: datetime


def issue(site_id: int, author_id: int, generation: int, begun_at: datetime) -> Capability:
    """Make a capability that runs for 400 days from `begun_at`."""
    return Capability(site_id, author_id, generation, begun_at + LIFETIME)


def write(capability: Capability, secrets: Sequence[bytes]) -> str:
    until = (capability.expires_at - EPOCH) // SECOND
    packed = STATEMENT.pack(capability.site_id, capability.author_id, capability.generation, until)
    signed = packed + keys.sign(secrets, PURPOSE, packed)
    return PREFIX + base64url.encode(signed)


def read(token: str, secrets: Sequence[bytes], *, now: datetime) -> Capability:
    """Refuses (`TokenInvalid`, `TokenExpired`) what was not signed here or has run out."""
    packed, mac = split(token)
    if not keys.verify(secrets, PURPOSE, packed, mac):
        raise TokenInvalid
    site_id, author_id, generation, until = STATEMENT.unpack(packed)
    capability = Capability(site_id, author_id, generation, EPOCH + until * SECOND)
    if capability.expires_at <= now:
        raise TokenExpired
    return capability


def wants_renewal(capability: Capability, *, now: datetime) -> bool:
    return capability.expires_at - now < LIFETIME - RENEWED_AFTER


def split(token: str) -> tuple[bytes, bytes]:
    try:
        signed = base64url.decode(token.removeprefix(PREFIX))
    except ValueError as error:
        raise TokenInvalid from error
    if not token.startswith(PREFIX) or len(signed) != STATEMENT.size + keys.MAC_BYTES:
        raise TokenInvalid
    return signed[: STATEMENT.size], signed[STATEMENT.size :]
