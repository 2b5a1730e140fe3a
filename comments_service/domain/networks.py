"""Networks as they are known here: by digests under keys that live for weeks, never by address.

A key is new each week, and is destroyed five weeks after the last day of its own: what was digested
under it leads back to no address then, not even for who has the database and the secret.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from ipaddress import IPv4Network, IPv6Network, ip_network

WEEK = timedelta(weeks=1)
KEPT = timedelta(weeks=5)
KEY_BYTES = 32
# Of a digest in hexadecimal: 128 bits, which no two networks share by chance.
DIGEST_CHARACTERS = 32
# The name of a network that nobody has told us: behind a socket that has no address.
UNKNOWN = "unknown"

Network = IPv4Network | IPv6Network


def week_of(moment: datetime) -> date:
    """Return the Monday (UTC) on which the week of a moment began."""
    day = moment.date()
    return day - timedelta(days=day.weekday())


def oldest_kept(now: datetime) -> date:
    """Return the first week whose key is not yet destroyed."""
    return week_of(now) - KEPT


def forgotten_at(used: datetime) -> datetime:
    """Return when the key that was in use at a moment is destroyed."""
    return datetime.combine(week_of(used) + WEEK + KEPT, time(), UTC)


def digest(key: bytes, name: str) -> str:
    return hmac.digest(key, name.encode(), sha256).hex()[:DIGEST_CHARACTERS]


@dataclass(frozen=True)
class Origin:
    """The network that a reader acts from: its digest under each key that is kept.

    Its name, which holds an address, is for comparing alone.
    """

    digests: tuple[str, ...]
    name: str = field(repr=False)

    @property
    def digest(self) -> str:
        """The digest of this week, which may be stored."""
        return self.digests[0]

    @property
    def stored(self) -> str | None:
        """The same for a comment, by which its network may be banned: not the one of nobody."""
        return None if self.name == UNKNOWN else self.digest

    @property
    def network(self) -> Network | None:
        return None if self.name == UNKNOWN else ip_network(self.name)


def origin(name: str, keys: Iterable[bytes]) -> Origin:
    """Return what may be known of a network; `keys` begin with that of this week."""
    return Origin(tuple(digest(key, name) for key in keys), name)
