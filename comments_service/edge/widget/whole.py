"""A scene as a whole page, with the headers of its place."""

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
    """What stands in a page's head; a frame has no `head`, since nobody finds it by itself."""

    title: str
    words: Words
    style: str
    mine: str
    theme: str = "auto"
    standalone: bool = True
    head: Head | None = None


def whole(scene: Scene, site: Site, place: str, theme: str, status: int = 200) -> Response:
    framed = place == FRAME
    written = rendering.render(
        "page",
        s=replace(scene, level=1 if framed else 2),
        page=replace(in_frame(scene) if framed else by_itself(scene), theme=theme),
    )
    response = headers.ours(html(written, status), origins=site.origins if framed else ())
    if framed:
        response.headers["X-Robots-Tag"] = "noindex, indexifembedded"
    elif scene.thread.later:
        # Its address holds a place that passes.
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def in_frame(scene: Scene) -> Layout:
    title = title_of(scene.words, scene.site_name, scene.thread.article)
    return replace(layout(title, scene.words), standalone=False)


def by_itself(scene: Scene) -> Layout:
    head = heads.of(scene)
    return replace(layout(head.title, scene.words), head=head)


def layout(title: str, told: Words) -> Layout:
    style = links.to(f"/embed/v1/{files.hashed('page.css')}")
    return Layout(title, told, style, links.to(MINE))


def html(text: str, status: int = 200) -> Response:
    return Response(text, status, mimetype="text/html")
