"""Bytes as text that stands in addresses and headers: base64url without padding (RFC 4648)."""

from base64 import urlsafe_b64decode, urlsafe_b64encode


def encode(packed: bytes) -> str:
    return urlsafe_b64encode(packed).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """Refuses (`ValueError`) every spelling but the one that `encode` writes.

    Python's decoder skips foreign characters and spare bits, so that many texts would be
    the same token.
    """
    packed = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    if encode(packed) != text:
        raise ValueError("not the canonical base64url of any bytes")
    return packed
