"""One secret, a key of its own for every purpose."""

import hmac
from hashlib import sha256


def derive(secret: bytes, purpose: str) -> bytes:
    """Make the 32 bytes that sign for `purpose` alone (HKDF with SHA-256, RFC 5869, no salt).

    What was signed under one purpose is worth nothing under another, and a key that leaks
    tells neither the secret nor the other keys.
    """
    extracted = hmac.digest(bytes(sha256().digest_size), secret, sha256)
    return hmac.digest(extracted, purpose.encode() + b"\x01", sha256)
