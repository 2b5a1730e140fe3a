"""Origins as browsers write them: scheme, host and port (RFC 6454, section 6.2)."""

import re
from ipaddress import IPv6Address
from urllib.parse import SplitResult, urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}
# What else a URL parser lets stand for a host (`*`, `;`, a space) would be a word of its own
# in a Content-Security-Policy.
HOST = re.compile(r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_.])?")
IPV6 = re.compile("[0-9a-f:.]+")


class NoOrigin(ValueError):
    """What was given has no origin, or is more than one."""


def of(address: str) -> str:
    """Return the origin of an http or https address; refuses (`NoOrigin`) all else."""
    try:
        return written(urlsplit(address))
    except ValueError as error:
        raise NoOrigin(f"{address!r} is no http or https address") from error


def exact(given: str) -> str:
    """Return an origin that was given as such; refuses (`NoOrigin`) what is more or less."""
    origin, parts = of(given), urlsplit(given.rstrip("/"))
    if parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        raise NoOrigin(f"{given!r} is more than an origin")
    return origin


def written(parts: SplitResult) -> str:
    if parts.scheme not in DEFAULT_PORTS:
        raise NoOrigin(parts.scheme)
    usual = parts.port is None or parts.port == DEFAULT_PORTS[parts.scheme]
    host = host_of(parts.hostname or "")
    return f"{parts.scheme}://{host}" + ("" if usual else f":{parts.port}")


def host_of(name: str) -> str:
    if IPV6.fullmatch(name) and ":" in name:
        return f"[{IPv6Address(name)}]"
    host = name.encode("idna").decode()
    if not HOST.fullmatch(host):
        raise NoOrigin(name)
    return host
