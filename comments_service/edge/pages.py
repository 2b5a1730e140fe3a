"""The public pages, answered as finished bytes.

Everything between a request in its one spelling (`Asked`) and the bytes is in `keeping`,
which knows neither Flask nor a request: so `front` finds a kept page without either.
"""

from collections.abc import Callable
from datetime import datetime

from flask import Flask, Response, current_app, request
from werkzeug.datastructures import Headers

from comments_service import config
from comments_service.actions import clock
from comments_service.edge import codings, finished, hardening, metrics
from comments_service.edge.finished import Finished
from comments_service.edge.keeping import Asked, Made, Name, Pages
from comments_service.storage import replicas, versions
from comments_service.storage.versions import State

__all__ = ["Asked", "Made", "Name", "answer", "init_app", "made"]


def init_app(app: Flask, settings: config.Config) -> None:
    app.extensions["comments_pages"] = Pages(
        settings.page_cache_bytes, settings.page_min_age.total_seconds(), versions.look
    )


def answer(asked: Asked, make: Callable[[], Made]) -> Response:
    """Answer with a page as it is kept, else as it is made; 304 to who has it already."""
    coding = codings.chosen(request.headers.get("Accept-Encoding", ""))
    page = read(lambda: kept().find(asked, coding, counted(make)))
    has, demands = request.headers.get("If-None-Match"), request.headers.get("If-Match")
    sent = finished.answer(page, has, demands)
    response = Response(sent.contents, sent.status)
    # Exactly these, and nothing that the framework thinks of.
    response.headers = Headers(sent.headers)
    return response


def read(find: Callable[[], Finished]) -> Finished:
    """Find a page for this request; whoever shows a credential is answered by the primary."""
    return find() if "Authorization" in request.headers else replicas.first(find)


def made(state: State | None, response: Response, *, until: datetime | None = None) -> Made:
    """Take from an answer what is kept of it: all that it carries, whoever asks.

    Without a state it is not kept, unless it is of no one thread. `until`: when time alone
    makes it another.
    """
    headers = hardening.harden(response).headers.to_wsgi_list()
    own = tuple(header for header in headers if header[0] != "Content-Length")
    lasts = (until - clock.now()).total_seconds() if until else None
    return Made(state, response.get_data(), own, lasts)


def counted(make: Callable[[], Made]) -> Callable[[], Made]:
    def making() -> Made:
        metrics.count("comments_pages_made_total", route=str(request.url_rule))
        return make()

    return making


def kept() -> Pages:
    found: Pages = current_app.extensions["comments_pages"]
    return found
