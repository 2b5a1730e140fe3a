"""A scene as a whole page, with the headers of its place."""

from dataclasses import dataclass, replace

from flask import Response

from comments_service.edge import links
from comments_service.edge.widget import files, headers, rendering
from comments_service.edge.widget.asked import FRAME, MINE
from comments_service.edge.widget.scene import Scene
from comments_service.storage.models import Site
from comments_service.words import Words


@dataclass(frozen=True)
class Layout:
    """What stands in a page's head."""

    title: str
    words: Words
    style: str
    mine: str
    theme: str = "auto"
    standalone: bool = True


def whole(scene: Scene, site: Site, place: str, theme: str, status: int = 200) -> Response:
    framed = place == FRAME
    written = rendering.render(
        "page",
        s=replace(scene, level=1 if framed else 2),
        page=replace(layout(title(scene), scene.words), theme=theme, standalone=not framed),
    )
    response = headers.ours(html(written, status), origins=site.origins if framed else ())
    if framed:
        response.headers["X-Robots-Tag"] = "noindex, indexifembedded"
    return response


def layout(title: str, told: Words) -> Layout:
    style = links.to(f"/embed/v1/{files.hashed('page.css')}")
    return Layout(title, told, style, links.to(MINE))


def title(scene: Scene) -> str:
    on_site = scene.words("on_site", site=scene.site_name)
    return f"{scene.thread.article.title} · {on_site}" if scene.thread.article.title else on_site


def html(text: str, status: int = 200) -> Response:
    return Response(text, status, mimetype="text/html")
