"""Addresses of our own pages, as readers reach them."""

from urllib.parse import urlencode, urlsplit

from flask import request

from comments_service import config


def base() -> str:
    """Return where readers reach the service, without a slash at the end."""
    return config.current().public_url or request.host_url.rstrip("/")


def own_origin() -> str:
    parts = urlsplit(base())
    return f"{parts.scheme}://{parts.netloc}"


def to(path: str, **query: str) -> str:
    """Return the address of one of our paths, which begins with a slash."""
    return base() + path + (f"?{urlencode(query)}" if query else "")
