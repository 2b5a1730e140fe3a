"""Who a form speaks for: the token in its body, never anything that a browser adds by itself."""

from collections.abc import Mapping
from typing import Any

from comments_service.actions import editing
from comments_service.domain.errors import CommentUnknown, NotYours, TokenMissing
from comments_service.edge import callers
from comments_service.edge.acting import as_if_absent
from comments_service.edge.callers import Reader
from comments_service.edge.widget import origins, tickets
from comments_service.storage import comments, sites
from comments_service.storage.models import Comment, Site


def reader(body: Mapping[str, Any], site: Site) -> Reader:
    """Return who writes on this site, from a page that may; nobody yet without a token."""
    origins.admit(site)
    return callers.reader(body["token"], site) if body["token"] else Reader(None)


def somebody(body: Mapping[str, Any], site: Site) -> tuple[Reader, int]:
    """Refuses (`TokenMissing`) a form without a token."""
    found = reader(body, site)
    if found.author is None:
        raise TokenMissing
    return found, found.author.id


def on(body: Mapping[str, Any]) -> tuple[Reader, Comment]:
    """Return who acts on a comment of the site that the form names."""
    site = sites.by_slug(body["site"])
    found = reader(body, site)
    comment = comments.existing(body["id"])
    if comment.site_id != site.id:
        raise CommentUnknown
    return found, comment


def author_on(body: Mapping[str, Any]) -> tuple[Reader, Comment, int]:
    """Return a comment and its author id, known by token or by the comment's own ticket."""
    found, comment = on(body)
    if found.author:
        return found, comment, found.author.id
    ticket = tickets.read(body["ticket"])
    with as_if_absent(comment):
        if ticket is None:
            raise TokenMissing
        if ticket.comment_id != comment.id:
            raise NotYours
    return found, comment, comment.author_id


def own(body: Mapping[str, Any]) -> Comment:
    """Return a comment to its author; refuses everybody else as if it were not there."""
    _, comment, author_id = author_on(body)
    editing.refuse_but_to_author(comment, author_id)
    return comment
