"""A comment or a reply, sent by the script or by a form without one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import Response

from comments_service import config, words
from comments_service.actions import posting
from comments_service.actions.judging import Signs
from comments_service.actions.posting import Posted
from comments_service.domain.errors import CommentUnknown, Refused
from comments_service.domain.thread import Node
from comments_service.edge import bodies, callers, drafts, idempotency, limits
from comments_service.edge.callers import Reader
from comments_service.edge.reasons import said
from comments_service.edge.widget import (
    answers,
    asked,
    formtokens,
    identity,
    origins,
    personal,
    refusals,
    tickets,
    views,
)
from comments_service.edge.widget.asked import PostForm
from comments_service.edge.widget.door import door
from comments_service.edge.widget.scene import Writing
from comments_service.storage import nodes, sites
from comments_service.storage.db import snapshot
from comments_service.storage.idempotency import Key
from comments_service.storage.models import Site

FORM = PostForm()
# What makes a second request the same as the first; the rest says who, how and from where.
SAME = ("site", "article", "text", "name", "parent_id")


@door.post("/embed/v1/comments")
def post() -> Response:
    origins.admit_any()
    body = asked.form(FORM, bodies.COMMENT_BYTES)
    if not body["back"]:
        return shown(body, posted(body))
    origins.admit_ours()
    return by_form(body)


def posted(body: Mapping[str, Any], made_at: datetime | None = None) -> Posted:
    """Post a form's comment; `made_at` is when its page was made, where the form says so."""
    with snapshot():
        site = sites.read(body["site"])
        reader = identity.reader(body, site)
    draft = drafts.draft(site, reader, {**body, "author": {"name": body["name"]}})
    return posting.post(
        replace(draft, signs=Signs(trapped=bool(body["website"]), made_at=made_at)),
        depth=config.current().depth,
        charge=limits.charging(reader),
        key=key(reader, site, body),
    )


def key(reader: Reader, site: Site, body: Mapping[str, Any]) -> Key | None:
    """Return the key that the page has made up.

    A guest's is the browser's also when the answer to its first request, which made the guest,
    comes between that and the second one.
    """
    if body["key"] is None:
        return None
    same = {name: body[name] for name in SAME}
    known = reader.author is not None and reader.author.kind != "guest"
    asker = reader if known else Reader(None)
    return idempotency.of(asker, site, body["article"], same, idempotency.value(body["key"]))


def shown(body: Mapping[str, Any], done: Posted) -> Response:
    node = nodes.own(done.comment, done.article)
    held = node.status == "held"
    told = words.of(body["lang"])
    token = callers.token_of(done.author) if done.made_guest else None
    data = {
        "id": node.id,
        "by": done.author.id,
        "name": done.author.name,
        "seconds": int(config.current().edit_window.total_seconds()),
        **({} if held else answers.counted(body)),
        "say": " ".join([told("said_held"), *said(done.comment, told)])
        if held
        else told("said_published"),
        "token": token,
    }
    scene = answers.of_comments(body, [node])
    response = answers.section(body, status=202 if held else 201, data=data, s=scene, code=token)
    if done.replayed:
        response.headers["Idempotent-Replay"] = "true"
    return response


def by_form(body: Mapping[str, Any]) -> Response:
    """Take a form without a script; a refusal gives it back with what was typed."""
    try:
        form = formtokens.read(body["form"] or "", body["site"], body["article"])
        done = posted({**body, "key": f"form-{form.key}"}, form.made_at)
    except Refused as error:
        return again(body, error)
    ticket = tickets.issue(done.comment, first=True)
    return answers.back(body, t=ticket, anchor=f"c-{done.comment.id}")


def again(body: Mapping[str, Any], error: Refused) -> Response:
    with snapshot():
        query = asked.first_page(body)
        seen = views.seen(query)
        scene = views.scene(seen, query, body["back"])
        parent = still_there(seen.site, body["parent_id"])
    writing = Writing(
        form=formtokens.issue(body["site"], body["article"]),
        parent=parent,
        text=body["text"],
        name=body["name"] or "",
        token=body["token"],
        problem=refusals.said(error, scene.words),
    )
    return refusals.on_page(error, replace(scene, writing=writing), seen.site, body)


def still_there(site: Site, comment_id: int | None) -> Node | None:
    """Return what is answered; when it is gone, the text may still stand by itself."""
    try:
        return personal.of_site(site, comment_id)
    except CommentUnknown:
        return None
