"""Bans: who may not write, and from where what guests write waits for a moderator.

An author and an e-mail domain are known exactly, and are refused. A network is shared with people
who have done nothing, so nobody there is refused: what its guests write is held.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Network, ip_network

from comments_service.domain import networks
from comments_service.domain.errors import Banned, Invalid
from comments_service.domain.networks import Network, Origin

KINDS = ("author", "network", "range", "email_domain")
# What a person has written, and may read again.
NAMED = ("range", "email_domain")
# As long as the keys that a digest can be compared under are kept.
LONGEST_BY_DIGEST = timedelta(days=30)
LONGEST = timedelta(days=3650)
# A wider range is a slip of the pen, or a continent.
WIDEST = {4: 8, 6: 19}
# An IPv6 network is a /64, so a narrower range would hold none.
NARROWEST = {4: 32, 6: 64}


@dataclass(frozen=True)
class Ban:
    """`value`: an author's id in digits, a network's digest, a range, or a domain."""

    kind: str
    value: str
    reason: str
    ends_at: datetime


class Banlist:
    """The bans of a site in one state of them; those that have ended since do nothing."""

    def __init__(self, version: int, bans: Iterable[Ban] = ()) -> None:
        self.version = version
        kept = sorted(bans, key=lambda ban: ban.ends_at)
        # Of two bans of the same, the longer one stays.
        self.exact: Mapping[tuple[str, str], Ban] = {(ban.kind, ban.value): ban for ban in kept}
        self.ranges = [(ip_network(ban.value), ban) for ban in kept if ban.kind == "range"]

    def author(self, author_id: int, now: datetime) -> Ban | None:
        return self.find("author", str(author_id), now)

    def email_domain(self, domain: str | None, now: datetime) -> Ban | None:
        return self.find("email_domain", domain, now) if domain else None

    def network(self, origin: Origin, now: datetime) -> Ban | None:
        found = (self.find("network", digest, now) for digest in origin.digests)
        return next(filter(None, found), None) or self.range(origin, now)

    def range(self, origin: Origin, now: datetime) -> Ban | None:
        if not self.ranges or (here := origin.network) is None:
            return None
        holding = (ban for wide, ban in self.ranges if ban.ends_at > now and within(here, wide))
        return next(holding, None)

    def find(self, kind: str, value: str, now: datetime) -> Ban | None:
        ban = self.exact.get((kind, value))
        return ban if ban is not None and ban.ends_at > now else None

    def refuse(
        self, author_id: int | None, now: datetime, *, email_domain: str | None = None
    ) -> None:
        """Refuses (`Banned`) an author who is banned, or whose e-mail address is."""
        ban = self.author(author_id or 0, now) or self.email_domain(email_domain, now)
        if ban is not None:
            raise Banned(ban.reason, ban.ends_at)


def within(network: Network, wide: Network) -> bool:
    if isinstance(network, IPv4Network):
        return isinstance(wide, IPv4Network) and network.subnet_of(wide)
    return not isinstance(wide, IPv4Network) and network.subnet_of(wide)


def range_of(written: str) -> str:
    """Return a range as it is kept; refuses (`Invalid`) what is none, or none to ban."""
    try:
        found = ip_network(written.strip())
    except ValueError as error:
        words = "must be a range of addresses, such as 198.51.100.0/24 or 2001:db8::/32"
        raise Invalid.field("cidr", words) from error
    least, most = WIDEST[found.version], NARROWEST[found.version]
    if not least <= found.prefixlen <= most:
        raise Invalid.field("cidr", f"must be from /{least} to /{most}")
    return str(found)


def refuse_length(kind: str, ends_at: datetime, now: datetime) -> None:
    """Refuses (`Invalid`) an end that has passed, or is too far away for this kind of ban."""
    most = LONGEST_BY_DIGEST if kind == "network" else LONGEST
    if not now < ends_at <= now + most:
        raise Invalid.field("ends_at", f"must be within the next {most.days} days")


def refuse_forgotten(ends_at: datetime, written: datetime) -> None:
    """Refuses (`Invalid`) to ban a network for longer than its digest can be compared."""
    last = networks.forgotten_at(written)
    if ends_at > last:
        words = f"must be before {last:%Y-%m-%d}, when the network of this comment is forgotten"
        raise Invalid.field("ends_at", words)
