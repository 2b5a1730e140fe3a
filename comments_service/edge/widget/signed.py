"""Small signed statements that travel through a reader's browser: a form's, a ticket's."""

import json
from typing import Any

from comments_service import config
from comments_service.domain import base64url, keys


def write(purpose: str, *values: object) -> str:
    stated = json.dumps(values, separators=(",", ":")).encode()
    return base64url.encode(keys.sign(config.current().secret, purpose, stated) + stated)


def read(purpose: str, text: str) -> list[Any] | None:
    """Return what was stated for this purpose, or nothing when it was not stated here."""
    try:
        packed = base64url.decode(text)
    except ValueError:
        return None
    mac, stated = packed[: keys.MAC_BYTES], packed[keys.MAC_BYTES :]
    if not keys.verify(config.current().secret, purpose, stated, mac):
        return None
    values: list[Any] = json.loads(stated)
    return values
