"""Where a request comes from: an IPv4 address, or the /64 of an IPv6 address.

A household has 2^64 addresses in its /64, so a limit per address would be none. No address is
ever stored. What a row keeps is a digest under a key of the week, which is destroyed. The
counters of limits, which must also count while no database answers and forget within their
window, know a network by a digest under a key of the day.
"""

import hmac
import logging
import re
from datetime import datetime
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from flask import current_app, request

from comments_service import config
from comments_service.actions import clock, rotating
from comments_service.domain import keys, networks
from comments_service.domain.networks import Origin

RELAYED = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")
BRACKETED = re.compile(r"\[([^\[\]]+)\](?::\d{1,5})?")
WITH_PORT = re.compile(r"([\d.]+):\d{1,5}")

log = logging.getLogger(__name__)


def origin() -> Origin:
    """Stand for the caller's network in what is stored. Asked for before a transaction begins."""
    return networks.origin(current(), rotating.keys())


def digest(now: datetime | None = None) -> str:
    """Stand for the caller's network in today's counters, and nowhere else."""
    day = (now or clock.now()).date().isoformat()
    key = keys.derive(config.current().secret[0], f"network {day}")
    return hmac.digest(key, current().encode(), sha256).hex()[: networks.DIGEST_CHARACTERS]


def current() -> str:
    """Name the caller's network; the name must never leave this process."""
    proxies = config.current().trusted_proxies
    if not proxies:
        notice_a_proxy()
    forwarded = ",".join(request.headers.getlist("X-Forwarded-For"))
    return network(request.remote_addr or "", forwarded, proxies)


def network(peer: str, forwarded: str, proxies: int) -> str:
    """Name the network that is behind exactly `proxies` proxies.

    Each proxy adds the address that it was called from at the right of X-Forwarded-For,
    and what stands further left may be anybody's invention. A header that does not hold
    what the proxies should have written counts as none, and leaves the peer.
    """
    named = behind(forwarded, proxies) if proxies else None
    found = named or address(peer)
    return networks.UNKNOWN if found is None else str(widened(found))


def behind(forwarded: str, proxies: int) -> IPv4Address | IPv6Address | None:
    named = forwarded.rsplit(",", proxies)[-proxies:]
    return address(named[0]) if len(named) == proxies else None


def address(written: str) -> IPv4Address | IPv6Address | None:
    """Read an address as proxies write it: bare, with a port, in brackets, with a scope."""
    bare = written.strip().strip('"')
    found = BRACKETED.fullmatch(bare) or WITH_PORT.fullmatch(bare)
    try:
        return ip_address(found[1] if found else bare)
    except ValueError:
        return None


def widened(found: IPv4Address | IPv6Address) -> IPv4Address | IPv6Network:
    if isinstance(found, IPv4Address):
        return found
    # As an integer it has lost its scope, which names a cable and no network.
    return found.ipv4_mapped or IPv6Network((int(found), 64), strict=False)


def is_loopback() -> bool:
    """Say whether the caller sits at this machine, with no proxy speaking for somebody else."""
    peer = address(request.remote_addr or "")
    relayed = any(name in request.headers for name in RELAYED)
    return peer is not None and peer.is_loopback and not relayed


def notice_a_proxy() -> None:
    """Note once when there seems to be a proxy that nobody has told us of.

    Its one address would be limited for all readers together.
    """
    if hidden_proxy() or "X-Forwarded-For" not in request.headers:
        return
    peer = address(request.remote_addr or "")
    if peer is not None and peer.is_private:
        current_app.extensions["comments_hidden_proxy"] = True
        log.warning("A proxy at a private address forwards requests: set COMMENTS_TRUSTED_PROXIES.")


def hidden_proxy() -> bool:
    return bool(current_app.extensions.get("comments_hidden_proxy"))
