"""The page on which an author reads what was decided about a comment, and appeals against it.

A ticket in its address says which comment and which decision, and gives nothing else.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Response
from marshmallow import EXCLUDE, Schema

from comments_service import words
from comments_service.actions import appealing
from comments_service.domain.errors import NotFound, Refused
from comments_service.domain.thread import ArticleHead
from comments_service.edge import caching, errors, limits, links
from comments_service.edge.appeals import APPEAL_CHARACTERS
from comments_service.edge.callers import Reader
from comments_service.edge.fields import Plain
from comments_service.edge.shapes import In
from comments_service.edge.widget import (
    asked,
    headers,
    origins,
    refusals,
    rendering,
    statements,
    views,
)
from comments_service.edge.widget.asked import PAGE, Lang
from comments_service.edge.widget.door import door
from comments_service.edge.widget.scene import Own, Scene, Thread
from comments_service.edge.widget.whole import html, layout
from comments_service.storage import articles, authors, comments, nodes, sites
from comments_service.storage.db import snapshot
from comments_service.storage.models import Comment

PLACE = "/appeal"


class TicketIn(Schema):
    class Meta:
        unknown = EXCLUDE

    t = Plain(most=400, load_default="")
    lang = Lang()


class AppealForm(In):
    t = Plain(most=400, load_default="")
    text = Plain(most=APPEAL_CHARACTERS, required=True)
    lang = Lang()


TICKET, FORM = TicketIn(), AppealForm()


@door.get(PLACE)
def appeal_page() -> Response:
    return page(asked.query(TICKET))


@door.post(PLACE)
def appeal() -> Response:
    origins.admit_ours()
    form = asked.form(FORM)
    comment_id, decision_id = about(form["t"])
    with snapshot():
        author = authors.get(comments.existing(comment_id).author_id)
    charge = limits.charging(Reader(author))
    try:
        appealing.appeal(comment_id, decision_id, form["text"], charge=charge)
    except Refused as error:
        return again(form, error)
    lang = {"lang": form["lang"]} if form["lang"] else {}
    location = links.to(PLACE, t=form["t"], **lang)
    return caching.private(Response(status=303, headers={"Location": location}))


def about(ticket: str) -> tuple[int, int]:
    """Refuses (`NotFound`) what is no ticket of ours."""
    found = statements.ticket(ticket)
    if found is None:
        raise NotFound
    return found


def again(form: Mapping[str, Any], error: Refused) -> Response:
    problem = refusals.said(error, words.of(form["lang"]))
    shown = page(form, text=form["text"], problem=problem, status=errors.STATUS[type(error)])
    return refusals.told_when(error, shown)


def page(
    given: Mapping[str, Any], *, text: str = "", problem: str = "", status: int = 200
) -> Response:
    told = words.of(given["lang"])
    with snapshot():
        comment = comments.existing(about(given["t"])[0])
        if comment.status == "deleted":
            raise NotFound
        scene = shown(comment, given, text, problem)
    written = rendering.render(
        "appeal",
        words=told,
        page=layout(told("yours"), told),
        action=links.to(PLACE),
        s=scene,
        told=scene.told[comment.id],
        most=APPEAL_CHARACTERS,
    )
    response = headers.ours(html(written, status))
    response.headers["X-Robots-Tag"] = "noindex"
    return caching.private(response)


def shown(comment: Comment, given: Mapping[str, Any], text: str, problem: str) -> Scene:
    site, article = sites.by_id(comment.site_id), articles.by_id(comment.article_id)
    # It stands here by itself, whatever it answers elsewhere.
    node = replace(nodes.own(comment, article.key), depth=0)
    own = Own(node, text, comment.created_at, "t", given["t"], problem=problem)
    place = views.links_of(site.slug, article.key, {"lang": given["lang"]}, PAGE)
    thread = Thread(ArticleHead(article.key))
    told = statements.of([node])
    return Scene(words.of(given["lang"]), place, site.name, thread, level=1, own=own, told=told)
