"""A refusal as a reader sees it: in their language, and as a whole page where there was a form."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from flask import Response, request
from werkzeug.exceptions import HTTPException

from comments_service import words
from comments_service.domain import checks, text
from comments_service.domain.errors import Banned, Refused
from comments_service.edge import caching, errors, links
from comments_service.edge.widget import asked, headers, rendering
from comments_service.edge.widget.asked import FRAME, PAGE, PLACES
from comments_service.edge.widget.scene import Scene
from comments_service.edge.widget.whole import inside, layout, leading_out, whole
from comments_service.storage import sites
from comments_service.storage.db import snapshot
from comments_service.storage.models import Site
from comments_service.words import Words

# What begins so is read by people, and never by a script.
WHOLE = (*PLACES, "/c/", "/notice", "/appeal")
# Told apart by their codes, and said to a reader in the words of another.
ALIKE = {
    "body_too_large": "text_too_long",
    "idempotency_in_progress": "busy",
    "not_yours": "token_missing",
    "parent_unknown": "parent_gone",
    "unavailable": "busy",
}


def show(error: Refused) -> Response:
    told = words.of(asked.raw("lang"))
    return told_when(error, answer(errors.STATUS[type(error)], error.code, said(error, told), told))


def on_page(error: Refused, scene: Scene, site: Site, body: Mapping[str, Any]) -> Response:
    """Give a form back to a reader without a script, on the page that it stood on."""
    status = errors.STATUS[type(error)]
    return caching.private(
        told_when(error, whole(scene, site, body["back"], body["theme"], status))
    )


def told_when(error: Refused, response: Response) -> Response:
    if error.retry_after is not None:
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def said(error: Refused, told: Words) -> str:
    if isinstance(error, Banned):
        return told("error_banned", until=told.date(error.ends_at), reason=error.reason)
    codes = (kind.code for kind in type(error).__mro__ if issubclass(kind, Refused))
    keys = (f"error_{ALIKE.get(code, code)}" for code in codes)
    key = next(filter(told.has, keys), None)
    if key is not None:
        return told(key, max=told.number(text.LONGEST))
    why = "; ".join(f"{name}: {'; '.join(each)}" for name, each in error.errors.items())
    return f"{told('refused')}: {why or error.detail}"


def of_http(error: HTTPException) -> Response:
    told = words.of(asked.raw("lang"))
    status = error.code or 500
    code = error.name.lower().replace(" ", "_")
    return answer(status, code, f"{told('refused')}: {error.name}", told)


def unforeseen() -> Response:
    told = words.of(asked.raw("lang"))
    return answer(500, "internal", told("error_busy"), told)


def answer(status: int, code: str, text: str, told: Words) -> Response:
    site, article = asked.raw("site"), asked.raw("article")
    origins = framing(site) if in_frame() else ()
    page = layout(told("refused"), told) if whole_page() else None
    written = rendering.render(
        "refused",
        code=code,
        text=text,
        words=told,
        page=inside(page, origins) if page and origins else page,
        own_page=elsewhere(site, article),
    )
    response = Response(leading_out(written) if origins else written, status, mimetype="text/html")
    response.headers["Cache-Control"] = caching.NOBODY
    return headers.ours(response, origins=origins) if page else response


def elsewhere(site: str, article: str) -> str:
    """Return where the comments may be read instead; the page that has just refused is no help."""
    if request.path == PAGE or not (site and article):
        return ""
    return links.to(PAGE, site=site, article=article)


def whole_page() -> bool:
    """Whether a reader looks at the answer itself, not at what a script takes from it."""
    return request.path.startswith(WHOLE) or asked.raw("back") in PLACES


def in_frame() -> bool:
    return FRAME in {request.path, asked.raw("back")}


def framing(slug: str) -> Sequence[str]:
    """Return whose pages may show a refusal in their frame: that of a site that there is."""
    # Why it is refused may be that the database is away, or that this is no slug at all.
    with suppress(Refused, checks.Unfit), snapshot():
        return sites.read(checks.plain(slug, most=64)).origins
    return ()
