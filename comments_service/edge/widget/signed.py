"""Small signed statements that travel through a reader's browser: a form's, a ticket's."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from comments_service import config
from comments_service.domain import keys


def write(purpose: str, *values: object) -> str:
    stated = json.dumps(values, separators=(",", ":")).encode()
    return encoded(keys.sign(config.current().secret, purpose, stated) + stated)


def read(purpose: str, text: str) -> list[Any] | None:
    """Return what was stated for this purpose, or nothing when it was not stated here."""
    try:
        packed = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except ValueError:
        return None
    mac, stated = packed[: keys.MAC_BYTES], packed[keys.MAC_BYTES :]
    if not keys.verify(config.current().secret, purpose, stated, mac):
        return None
    values: list[Any] = json.loads(stated)
    return values


def encoded(packed: bytes) -> str:
    return urlsafe_b64encode(packed).rstrip(b"=").decode()
