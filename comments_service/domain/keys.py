"""Keys for one purpose each, all from the one secret, so that no signature fits elsewhere."""

import hmac
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256

MAC_BYTES = 32
# Purposes are few, but one is of each day.
KEPT = 64


@lru_cache(maxsize=KEPT)
def derive(secret: bytes, purpose: str) -> bytes:
    """Make the 32 bytes that sign for `purpose` alone (HKDF with SHA-256, RFC 5869, no salt).

    What was signed under one purpose is worth nothing under another, and a key that leaks
    tells neither the secret nor the other keys.
    """
    extracted = hmac.digest(bytes(sha256().digest_size), secret, sha256)
    return hmac.digest(extracted, purpose.encode() + b"\x01", sha256)


def fingerprint(token: str) -> str:
    """Return what is kept of a random token in its place: enough to know it again."""
    return sha256(token.encode()).hexdigest()


def sign(secrets: Sequence[bytes], purpose: str, message: bytes) -> bytes:
    """Return the MAC (32 bytes) of a message under the first secret."""
    return hmac.digest(derive(secrets[0], purpose), message, sha256)


def verify(secrets: Sequence[bytes], purpose: str, message: bytes, mac: bytes) -> bool:
    """Whether any of the secrets made this MAC; all of them are tried, in constant time."""
    made = [hmac.digest(derive(secret, purpose), message, sha256) for secret in secrets]
    right = [hmac.compare_digest(one, mac) for one in made]
    return any(right)
