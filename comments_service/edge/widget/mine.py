"""A guest's comments by their manage code, for who has no script and no storage."""

from dataclasses import replace
from typing import Any

from flask import Response

from comments_service import config, words
from comments_service.actions import clock, editing
from comments_service.domain import capability
from comments_service.domain.errors import TokenInvalid
from comments_service.domain.thread import ArticleHead
from comments_service.edge import caching, callers
from comments_service.edge.fields import Plain
from comments_service.edge.shapes import In
from comments_service.edge.widget import asked, headers, origins, rendering, statements, views
from comments_service.edge.widget.asked import MINE, TOKEN, Lang
from comments_service.edge.widget.door import door
from comments_service.edge.widget.scene import Own, Scene, Thread
from comments_service.edge.widget.whole import layout
from comments_service.storage import owned, sites
from comments_service.storage.db import snapshot
from comments_service.storage.models import Site
from comments_service.storage.owned import Written


class CodeForm(In):
    code = Plain(most=TOKEN, load_default="")
    lang = Lang()


FORM = CodeForm()


@door.get(MINE)
def ask() -> Response:
    return page(asked.raw("lang"))


@door.post(MINE)
def show() -> Response:
    origins.admit_ours()
    body = asked.form(FORM)
    return listed(body["code"].strip(), body["lang"])


def listed(code: str, lang: str) -> Response:
    """Show a guest's comments on the site that the code is for, the newest first."""
    try:
        with snapshot():
            site = sites.by_id(
                capability.read(code, config.current().secret, now=clock.now()).site_id
            )
            reader = callers.reader(code, site)
            written = owned.written_by(reader.author.id if reader.author else 0)
            told = statements.of([one.node for one in written])
    except TokenInvalid:
        return page(lang, problem=words.of(lang)("code_wrong"), status=401)
    scenes = [replace(scene(one, site, code, lang), told=told) for one in written]
    return page(lang, scenes=scenes, listed=True)


def scene(written: Written, site: Site, code: str, lang: str) -> Scene:
    """Return one comment with its forms, which carry the code in their bodies."""
    node, comment = written.node, written.comment
    until = editing.editable_until(comment, config.current().edit_window)
    held = code if clock.now() <= until else ""
    links = views.links_of(site.slug, node.article, {"lang": lang, "theme": "auto"}, MINE)
    own = Own(node, comment.text, until, "token", held)
    thread = Thread(ArticleHead(node.article))
    return Scene(words.of(lang), links, site.name, thread, own=own, level=1)


def page(lang: str, *, status: int = 200, **known: Any) -> Response:
    told = words.of(lang)
    written = rendering.render(
        "mine",
        **{"scenes": [], "listed": False, "problem": "", **known},
        words=told,
        page=layout(told("mine_title"), told),
    )
    response = headers.ours(Response(written, status, mimetype="text/html"))
    response.headers["X-Robots-Tag"] = "noindex"
    return caching.private(response)
