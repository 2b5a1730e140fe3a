"""What our own pages carry: a policy that lets in nothing but ourselves."""

from collections.abc import Sequence

from flask import Response

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)
NOBODY = "'none'"


def framed(response: Response, origins: Sequence[str]) -> Response:
    """Mark a page that pages of these origins alone may show in a frame: with them it is found."""
    response.headers["X-Robots-Tag"] = "noindex, indexifembedded"
    return ours(response, origins=origins)


def ours(response: Response, *, origins: Sequence[str] = ()) -> Response:
    """Mark a page of ours, which nobody shows in a frame but pages of these origins."""
    ancestors = " ".join(origins) or NOBODY
    response.headers["Content-Security-Policy"] = POLICY.format(ancestors=ancestors)
    response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
