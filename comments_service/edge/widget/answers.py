"""What a form is answered: a section for the script to take from, or the way back to a page."""

from collections.abc import Mapping
from typing import Any

from flask import Response, redirect

from comments_service import words
from comments_service.domain.thread import ArticleHead, Node
from comments_service.edge import caching
from comments_service.edge.widget import rendering, views
from comments_service.edge.widget.asked import PAGE
from comments_service.edge.widget.scene import Scene, Thread, Told
from comments_service.storage import comments, threads
from comments_service.storage.db import snapshot
from comments_service.storage.models import Comment


def section(
    body: Mapping[str, Any],
    *,
    status: int = 200,
    template: str = "answer",
    data: Mapping[str, object] | None = None,
    **known: object,
) -> Response:
    """Answer the script: `data` becomes `data-…` of the section, what is None is left out."""
    told = words.of(body["lang"])
    shown = {name: value for name, value in (data or {}).items() if value is not None}
    written = rendering.render(template, words=told, data=shown, **known)
    return caching.private(Response(written, status, mimetype="text/html"))


def of_comments(
    body: Mapping[str, Any], nodes: list[Node], told_of: Mapping[int, Told] | None = None
) -> Scene:
    """Return a scene of some comments alone, which know whom they answer."""
    told = words.of(body["lang"])
    links = views.links_of(body["site"], body["article"], body, PAGE)
    parents = {node.parent_id for node in nodes if node.parent_id} - {node.id for node in nodes}
    with snapshot():
        above = [comments.get(parent) for parent in parents]
    names = {one.id: one.author_name for one in above if one and one.status == "published"}
    head = ArticleHead(body["article"])
    thread = Thread(head, comments=nodes)
    return Scene(told, links, "", thread, elsewhere=names, told=told_of or {})


def counted(body: Mapping[str, Any]) -> dict[str, object]:
    """Say how many comments the thread has now, as a number and as its heading."""
    told = words.of(body["lang"])
    with snapshot():
        article = threads.find(body["site"], body["article"]).article
    count = article.comment_count if article else 0
    return {"count": count, "title": told("count", count) if count else told("comments")}


def back(body: Mapping[str, Any], **more: str) -> Response:
    """Lead a reader without a script back to where the form stood; `anchor` to a place on it."""
    links = views.links_of(body["site"], body["article"], body, body["back"])
    response = redirect(links.page(**more), 303)
    response.headers["Cache-Control"] = caching.NOBODY
    return Response(response.get_data(), 303, response.headers)


def standing(comment_id: int) -> Comment | None:
    """Return a deleted comment that still stands, as a tombstone above what answers it."""
    with snapshot():
        comment = comments.existing(comment_id)
    return comment if comment.shown else None
