"""Connections to hosts that somebody else has named, and to none that only we can reach.

Whoever names a target must not look through us into the network that we stand in: server-side
request forgery, CWE-918. A name is resolved once, every address that it has is judged, and the
connection goes to the very address that was judged, so that a name which answers differently a
moment later (DNS rebinding) changes nothing.
"""

import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from comments_service.config.kinds import Network

Address = IPv4Address | IPv6Address
# Where only IPv6 is spoken, an IPv4 address of the internet is reached by this prefix (RFC 6052).
TRANSLATED = IPv6Network("64:ff9b::/96")
# The same within one network (RFC 8215), which Python takes for the internet.
TRANSLATED_HERE = IPv6Network("64:ff9b:1::/48")
LAST_32_BITS = 0xFFFFFFFF
PORTS = {"https": 443, "http": 80}


class Refused(ValueError):
    """The target is none that may be dialled; says why."""


@dataclass(frozen=True)
class Target:
    secure: bool
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """What the Host field says (RFC 9110, section 7.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = PORTS["https" if self.secure else "http"]
        return host if self.port == usual else f"{host}:{self.port}"


def target(url: str) -> Target:
    """Read an absolute address; refuses (`Refused`) other schemes, and a user in it."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise Refused(f"is no address: {error}") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise Refused("must be an https address")
    if parts.username is not None or not url.isascii() or any(mark <= " " for mark in url):
        raise Refused("must be an https address, without a user and without spaces")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme == "https", parts.hostname, port, path)


def connect(wanted: Target, trusted: Sequence[Network], *, seconds: float) -> socket.socket:
    """Connect; where the target says so, TLS is what is spoken next.

    Refuses (`Refused`) a host with any address outside of the public internet, unless all of them
    lie in the `trusted` networks, where also plain http may be spoken.
    """
    found = addresses(wanted)
    private = all(any(one in network for network in trusted) for one in found)
    if not private and not all(map(is_public, found)):
        raise Refused(f"{wanted.host} is not on the public internet")
    if not private and not wanted.secure:
        raise Refused("must be an https address")
    opened = first_that_answers(found, wanted.port, seconds)
    return secured(opened, wanted.host) if wanted.secure else opened


def addresses(wanted: Target) -> list[Address]:
    """Raise OSError where the name is not known."""
    found = socket.getaddrinfo(wanted.host, wanted.port, type=socket.SOCK_STREAM)
    # A scope (fe80::1%eth0) belongs to this machine, and so to nothing public.
    return [ip_address(str(one[4][0])) for one in dict.fromkeys(found)]


def is_public(address: Address) -> bool:
    """Say whether it is one of the whole internet, and no other one in disguise."""
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast
    if address in TRANSLATED:
        return is_public(IPv4Address(int(address) & LAST_32_BITS))
    hidden = address.ipv4_mapped or address.sixtofour or address.teredo
    here = address.is_multicast or address in TRANSLATED_HERE
    return address.is_global and not hidden and not here


def first_that_answers(found: Sequence[Address], port: int, seconds: float) -> socket.socket:
    failed: OSError = OSError("has no address")
    for one in found:
        try:
            return socket.create_connection((str(one), port), timeout=seconds)
        except OSError as error:
            failed = error
    raise failed


def secured(opened: socket.socket, host: str) -> ssl.SSLSocket:
    """Prepare TLS with whoever can show a certificate for the name that was asked for.

    The handshake is still to be done, by who bounds its time.
    """
    context = ssl.create_default_context()
    return context.wrap_socket(opened, server_hostname=host, do_handshake_on_connect=False)
