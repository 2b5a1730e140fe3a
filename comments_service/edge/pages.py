"""The public pages, answered as finished bytes.

Everything between a request in its canonical form (`Asked`) and the bytes is in `keeping`,
which knows neither Flask nor a request: whoever finds an `Asked` by another way may ask there.
"""

from collections.abc import Callable

from flask import Flask, Response, current_app, request

from comments_service import config
from comments_service.edge import caching, codings, metrics
from comments_service.edge.keeping import Asked, Made, Pages
from comments_service.storage import versions
from comments_service.storage.versions import State

__all__ = ["Asked", "Made", "answer", "init_app", "made"]

SHARED = (("Cache-Control", caching.PUBLIC), ("Vary", "Accept-Encoding"))


def init_app(app: Flask, settings: config.Config) -> None:
    app.extensions["comments_pages"] = Pages(
        settings.page_cache_bytes, settings.page_min_age.total_seconds(), versions.look
    )


def answer(asked: Asked, make: Callable[[], Made]) -> Response:
    """Answer with a page as it is kept, else as it is made; 304 to who has it already."""
    coding = codings.chosen(request.headers.get("Accept-Encoding", ""))
    page, body = kept().find(asked, coding, counted(asked, make))
    response = Response(body.contents, headers=[*page.made.headers, *SHARED, *body.headers])
    response.make_conditional(request)
    return response


def made(state: State | None, response: Response) -> Made:
    """Take from an answer what is kept of it; without a state nothing is."""
    headers = response.headers.to_wsgi_list()
    own = tuple(header for header in headers if header[0] != "Content-Length")
    return Made(state, response.get_data(), own)


def counted(asked: Asked, make: Callable[[], Made]) -> Callable[[], Made]:
    def making() -> Made:
        metrics.count("comments_pages_made_total", form=asked.form)
        return make()

    return making


def kept() -> Pages:
    found: Pages = current_app.extensions["comments_pages"]
    return found
