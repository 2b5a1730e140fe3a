"""What our own pages carry: a policy that lets in nothing but ourselves."""

from collections.abc import Sequence

from flask import Response

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)
NOBODY = "'none'"


def ours(response: Response, *, origins: Sequence[str] = ()) -> Response:
    """Mark a page of ours, which pages of these origins alone may show in a frame."""
    ancestors = " ".join(origins) or NOBODY
    response.headers["Content-Security-Policy"] = POLICY.format(ancestors=ancestors)
    response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
