"""Where a reader without a script comes out after an act, and how they are told what failed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Response

from comments_service.domain.errors import Refused
from comments_service.edge.widget import answers, asked, mine, personal, refusals, tickets, views
from comments_service.edge.widget.asked import MINE
from comments_service.storage import comments
from comments_service.storage.db import snapshot

Body = Mapping[str, Any]


def shown(body: Body) -> Response:
    return answers.back(body, anchor=f"c-{body['id']}")


def voted(body: Body) -> Response:
    # A page that is this reader's own shows what they did; everybody's may be a moment old.
    return answers.back(body, said="saved", anchor=f"c-{body['id']}")


def edited(body: Body) -> Response:
    if body["back"] == MINE:
        return mine.listed(body["token"], body["lang"])
    with snapshot():
        comment = comments.existing(body["id"])
    return answers.back(body, t=tickets.issue(comment, first=False), anchor=f"c-{comment.id}")


def deleted(body: Body) -> Response:
    if body["back"] == MINE:
        return mine.listed(body["token"], body["lang"])
    return answers.back(body, said="deleted")


def reported(body: Body) -> Response:
    return answers.back(body, said="reported")


def again(body: Body, error: Refused) -> Response:
    """Give an editor back with what was typed; say everything else on a page by itself."""
    if body["back"] == MINE or body["act"] != "edit":
        return refusals.show(error)
    with snapshot():
        query = asked.first_page(body)
        seen = views.seen(query)
        scene = views.scene(seen, query, body["back"])
        own = personal.own_by(body["ticket"], seen.site, scene)
    if own is None:
        return refusals.show(error)
    problem = refusals.said(error, scene.words)
    return refusals.on_page(
        error,
        replace(scene, own=replace(own, text=body["text"], problem=problem)),
        seen.site,
        body,
    )
