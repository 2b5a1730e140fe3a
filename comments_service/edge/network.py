from flask import request


def digest() -> str:
    """Return a name for the caller's network that is not its address."""
    return request.remote_addr or ""
