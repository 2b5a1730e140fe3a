"""What a service's key looks like, and how far one may reach: `cs_`, its number, its secret."""

import re

PREFIX = "cs_"
SCOPES = ("read", "post", "moderate", "admin")


def write(number: int, secret: str) -> str:
    return f"{PREFIX}{number}_{secret}"


def number_of(token: str) -> int | None:
    """Return the number of the key that a token says it is; whether it is, its hash tells."""
    found = re.match(rf"{PREFIX}([0-9]{{1,15}})_", token)
    return int(found[1]) if found else None
