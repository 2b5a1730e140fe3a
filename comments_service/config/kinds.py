"""How the value of a setting is read; what cannot be is refused (`ValueError`) with what may be."""

import re
from collections.abc import Callable
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from urllib.parse import urlsplit

from limits import parse_many

from comments_service.domain import origins

SECRET_BYTES = 16
SECRETS_AT_ONCE = 2
Network = IPv4Network | IPv6Network
POSTGRESQL = ("postgres://", "postgresql://", "postgresql+psycopg://")


def count(least: int, most: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        if not re.fullmatch(r"\d{1,12}", value) or not least <= int(value) <= most:
            raise ValueError(f"a whole number from {least} to {most}")
        return int(value)

    return parse


def switch(value: str) -> bool:
    if value not in {"0", "1"}:
        raise ValueError("0 or 1")
    return value == "1"


UNITS = {
    "ms": "milliseconds",
    "second": "seconds",
    "minute": "minutes",
    "hour": "hours",
    "day": "days",
}


def duration(value: str) -> timedelta:
    """Read `15 minutes`, `250 ms`, `0`: 0 switches off what it is for."""
    if value == "0":
        return timedelta(0)
    found = re.fullmatch(r"(\d{1,6}) ?(ms|second|minute|hour|day)s?", value)
    if found is None:
        raise ValueError("a duration such as `15 minutes`, `250 ms` or `0`")
    return timedelta(**{UNITS[found[2]]: int(found[1])})


def rate(value: str) -> str:
    try:
        items = parse_many(value)
    except ValueError as error:
        raise ValueError("a rate such as `10 per minute`, several separated by `;`") from error
    if not items or any(item.amount < 1 for item in items):
        raise ValueError(
            "a rate of at least 1; `flask comments posting closed` switches posting off"
        )
    return value


def web_address(value: str) -> str:
    """Read an address as browsers write it, since pages there are known by its origin."""
    if not value:
        return value
    try:
        origin, parts = origins.of(value), urlsplit(value)
    except origins.NoOrigin as error:
        raise ValueError("an http or https address") from error
    more = parts.query or parts.fragment or "@" in parts.netloc
    if more or not re.fullmatch(r"[\w./~%-]*", parts.path, re.ASCII):
        raise ValueError("an http or https address with a path and nothing behind it")
    return origin + parts.path.rstrip("/")


def redis_address(value: str) -> str:
    if value and not re.match(r"(rediss?|valkeys?|(redis|valkey)\+unix)://.", value):
        raise ValueError("an address such as `redis://127.0.0.1:6379/0` (rediss, valkey, valkeys)")
    return value


def secret_values(value: str) -> tuple[bytes, ...]:
    """One secret, or two separated by a comma during a rotation: the first signs, both verify."""
    found = tuple(part.strip().encode() for part in value.split(",") if part.strip())
    if len(found) > SECRETS_AT_ONCE or any(len(one) < SECRET_BYTES for one in found):
        least = f"of at least {SECRET_BYTES} characters"
        raise ValueError(f"one or two secrets, separated by a comma, {least}")
    return found


def one_server(value: str) -> str:
    """Read a PostgreSQL address: of several servers, nobody could say which has what."""
    hosts = urlsplit(value).netloc.rpartition("@")[2] + value.partition("?")[2]
    if value and (not value.startswith(POSTGRESQL) or "," in hosts):
        raise ValueError("the address of one server: postgresql://…")
    return value


def networks(value: str) -> tuple[Network, ...]:
    """Read networks as CIDR, separated by commas (RFC 4632)."""
    try:
        return tuple(ip_network(one.strip()) for one in value.split(",") if one.strip())
    except ValueError as error:
        raise ValueError("networks such as `10.0.0.0/8`, separated by commas") from error
