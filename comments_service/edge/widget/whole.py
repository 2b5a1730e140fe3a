"""A scene as a whole page, with the headers of its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Response

from comments_service.edge import links
from comments_service.edge.widget import files, headers, heads, rendering
from comments_service.edge.widget.asked import FRAME, MINE
from comments_service.edge.widget.heads import Head
from comments_service.edge.widget.scene import Scene, title_of
from comments_service.storage.models import Site
from comments_service.words import Words


@dataclass(frozen=True)
class Layout:
    """What stands in a page's head; a frame has no `head`, since nobody finds it by itself.

    In a frame `origins` are the pages that may be around it, and `framing` is its script.
    """

    title: str
    words: Words
    style: str
    mine: str
    theme: str = "auto"
    standalone: bool = True
    head: Head | None = None
    origins: Sequence[str] = ()
    framing: str = ""


def whole(scene: Scene, site: Site, place: str, theme: str, status: int = 200) -> Response:
    if place == FRAME:
        return in_frame(replace(scene, level=1), site, theme, status)
    page = replace(by_itself(scene), theme=theme)
    response = headers.ours(html(rendering.render("page", s=scene, page=page), status))
    if scene.thread.later:
        # Its address holds a place that passes.
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def in_frame(scene: Scene, site: Site, theme: str, status: int) -> Response:
    title = title_of(scene.words, scene.site_name, scene.thread.article)
    page = replace(inside(layout(title, scene.words), site.origins), theme=theme)
    shown = rendering.render("page", s=scene, page=page)
    return headers.framed(html(leading_out(shown), status), site.origins)


def inside(page: Layout, origins: Sequence[str]) -> Layout:
    framing = links.to("/embed/v1/frame.js")
    return replace(page, standalone=False, origins=origins, framing=framing)


def leading_out(shown: str) -> str:
    """Let links that leave the frame open beside it: hardly any page lets itself be framed."""
    stays = re.escape(links.to(FRAME))
    return re.sub(rf'<a (?![^>]*target=)(?=[^>]*href="(?!{stays}\?))', '<a target="_blank" ', shown)


def by_itself(scene: Scene) -> Layout:
    head = heads.of(scene)
    return replace(layout(head.title, scene.words), head=head)


def layout(title: str, told: Words) -> Layout:
    style = links.to(f"/embed/v1/{files.hashed('page.css')}")
    return Layout(title, told, style, links.to(MINE))


def html(text: str, status: int = 200) -> Response:
    return Response(text, status, mimetype="text/html")
