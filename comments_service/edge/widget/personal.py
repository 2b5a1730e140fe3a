"""What a page shows to one reader without a script: a form, their own comment, a report."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from comments_service.domain.errors import CommentUnknown
from comments_service.domain.thread import Node
from comments_service.edge import callers
from comments_service.edge.widget import formtokens, statements, tickets
from comments_service.edge.widget.scene import Own, Scene, Writing
from comments_service.storage import authors, comments, nodes, threads
from comments_service.storage.models import Site

PRIVATE = ("write", "reply", "report", "said", "t")


def wanted(query: Mapping[str, Any]) -> bool:
    return any(query[name] for name in PRIVATE)


def add(scene: Scene, site: Site, query: Mapping[str, Any]) -> Scene:
    own = own_by(query["t"], site, scene) if query["t"] else None
    return replace(
        scene,
        own=own,
        told=statements.of([own.node]) if own else {},
        writing=writing(scene, site, query, own),
        reporting=of_site(site, query["report"]),
        notices=[*scene.notices, *([f"said_{query['said']}"] if query["said"] else [])],
    )


def writing(scene: Scene, site: Site, query: Mapping[str, Any], own: Own | None) -> Writing | None:
    if not scene.open or not (query["write"] or query["reply"]):
        return None
    form = formtokens.issue(site.slug, scene.links.article)
    token = own.code if own else ""
    return Writing(form, parent=of_site(site, query["reply"]), token=token)


def of_site(site: Site, comment_id: int | None) -> Node | None:
    """Return a shown comment; refuses (`CommentUnknown`) one of another site."""
    if not comment_id:
        return None
    found = threads.one(comment_id, replies=0)
    if found.site.id != site.id:
        raise CommentUnknown
    return found.comment


def own_by(text: str, site: Site, scene: Scene) -> Own | None:
    """Return the comment of a ticket, with the manage code on the page that follows the post."""
    ticket = tickets.read(text)
    comment = comments.get(ticket.comment_id) if ticket else None
    if ticket is None or comment is None or comment.site_id != site.id:
        return None
    if comment.status == "deleted":
        return None
    author = authors.get(comment.author_id)
    guest = author if author and author.kind == "guest" and ticket.shows_code else None
    return Own(
        node=nodes.own(comment, scene.links.article),
        text=comment.text,
        until=ticket.until,
        credential="ticket",
        value=text,
        code=callers.token_of(guest) if guest else "",
    )
