"""The short way to a finished page, before Flask: for who asks in the page's own spelling.

It answers nothing that the long way would not answer with the same bytes and headers: whatever
it does not find kept, and true, goes on to Flask as it came.
"""

from collections.abc import Iterable
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Flask

from comments_service.config import Config
from comments_service.edge import accesslog, codings, finished, metrics
from comments_service.edge.calls import PREFIX
from comments_service.edge.finished import Sent
from comments_service.edge.keeping import Name, Page, Pages
from comments_service.storage import replicas

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

READS = {"GET", "HEAD"}
LINES = {status: f"{status} {HTTPStatus(status).phrase.upper()}" for status in (200, 304, 412)}


class Front:
    def __init__(self, app: Flask, settings: Config) -> None:
        self.app, self.behind, self.base = app, app.wsgi_app, settings.public_url
        self.pages: Pages = app.extensions["comments_pages"]

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        sent = self.sent(environ) if environ["REQUEST_METHOD"] in READS else None
        if sent is None:
            return self.behind(environ, start_response)
        metrics.answered(self.app, sent.status, kept=True)
        accesslog.sample(environ["REQUEST_METHOD"], environ["PATH_INFO"], sent)
        start_response(LINES[sent.status], [*sent.headers])
        return () if environ["REQUEST_METHOD"] == "HEAD" else (sent.contents,)

    def sent(self, environ: "WSGIEnvironment") -> Sent | None:
        page = self.pages.shelf.get(self.name(environ))
        if page is None:
            return None
        ready = page.finished.get(codings.chosen(environ.get("HTTP_ACCEPT_ENCODING", "")))
        if ready is None or not self.holds(page, environ):
            return None
        return finished.answer(
            ready, environ.get("HTTP_IF_NONE_MATCH"), environ.get("HTTP_IF_MATCH")
        )

    def name(self, environ: "WSGIEnvironment") -> Name:
        """Return what a page would be kept under, if this is the spelling of its address.

        Nothing is decoded or looked at: another spelling is the name of no page.
        """
        path = environ["PATH_INFO"]
        base = "" if path.startswith(PREFIX) else self.base or origin(environ)
        return Name(path, environ["QUERY_STRING"], base)

    def holds(self, page: Page, environ: "WSGIEnvironment") -> bool:
        begun = self.pages.clock()
        if self.pages.is_young(page, begun):
            return True
        # Whatever cannot be looked up now, the long way says it better.
        with suppress(Exception), self.app.app_context():
            if "HTTP_AUTHORIZATION" in environ:
                return self.pages.holds(page, begun)
            return replicas.first(lambda: self.pages.holds(page, begun))
        return False


def origin(environ: "WSGIEnvironment") -> str:
    return f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST', '')}"


def init_app(app: Flask, settings: Config) -> None:
    app.wsgi_app = Front(app, settings)  # type: ignore[method-assign]  # the documented seam
