"""What is done to a comment that stands: its text asked for, edited, deleted; voted on, reported.

One fixed URL takes them all: a preflight's answer is remembered for one exact URL, and this
needs none.
"""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response
from marshmallow import Schema

from comments_service import config, words
from comments_service.actions import editing, reporting, voting
from comments_service.domain.errors import Invalid, Refused
from comments_service.edge import bodies, callers, limits, network
from comments_service.edge.widget import answers, asked, identity, origins, without_script
from comments_service.edge.widget.asked import EditForm, OnComment, ReportForm, VoteForm
from comments_service.edge.widget.door import door
from comments_service.storage import nodes
from comments_service.storage.db import snapshot

Body = Mapping[str, Any]


@door.post("/embed/v1/act")
def act() -> Response:
    origins.admit_any()
    sent = asked.fields(bodies.COMMENT_BYTES)
    if sent.get("act") not in ACTS:
        raise Invalid.field("act", f"must be one of: {', '.join(ACTS)}")
    schema, do, by_form = ACTS[sent["act"]]
    body = asked.loaded(schema, sent)
    if not body["back"]:
        return do(body)
    origins.admit_ours()
    try:
        do(body)
    except Refused as error:
        return without_script.again(body, error)
    return by_form(body)


def text(body: Body) -> Response:
    """Answer with a form that holds the text as it was typed."""
    with snapshot():
        comment = identity.own(body)
        node = nodes.own(comment, body["article"])
    scene = answers.of_comments(body, [node])
    return answers.section(body, template="editor", node=node, text=comment.text, s=scene)


def edit(body: Body) -> Response:
    with snapshot():
        reader, comment, author_id = identity.author_on(body)
    edited = editing.edit(
        comment.id,
        author_id,
        body["text"],
        body["version"],
        window=config.current().edit_window,
        charge=limits.charging(reader),
    )
    node = nodes.own(edited.comment, edited.article.key)
    say = "said_saved" if node.status == "published" else "said_held"
    data = {"say": words.of(body["lang"])(say), **answers.counted(body)}
    return answers.section(body, data=data, s=answers.of_comments(body, [node]))


def delete(body: Body) -> Response:
    with snapshot():
        reader, comment, author_id = identity.author_on(body)
    editing.delete(
        comment.id,
        author_id,
        window=config.current().edit_window,
        charge=limits.charging(reader),
    )
    left = [nodes.own(gone, body["article"])] if (gone := answers.standing(comment.id)) else []
    data = {"say": words.of(body["lang"])("said_deleted"), **answers.counted(body)}
    return answers.section(body, data=data, s=answers.of_comments(body, left))


def vote(body: Body) -> Response:
    with snapshot():
        reader, comment = identity.on(body)
    value, charge = int(body["value"]), limits.charging(reader)
    if value:
        here = network.origin().digest
        voted = voting.vote(comment.id, reader.who, value, network=here, charge=charge)
    else:
        voted = voting.unvote(comment.id, reader.who, charge=charge)
    data = {
        "up": voted.comment.up,
        "down": voted.comment.down,
        "by": voted.voter.id,
        "token": callers.token_of(voted.voter) if voted.made_guest else None,
    }
    return answers.section(body, data=data, s=answers.of_comments(body, []))


def report(body: Body) -> Response:
    if body["reason"] not in reporting.REASONS:
        raise Invalid.field("reason", f"must be one of: {', '.join(reporting.REASONS)}")
    with snapshot():
        reader, comment = identity.on(body)
    done = reporting.report(
        comment.id,
        reader.who,
        body["reason"],
        body["detail"],
        network=network.origin().digest,
        charge=limits.charging(reader),
    )
    data = {
        "say": words.of(body["lang"])("said_reported"),
        "token": callers.token_of(done.reporter) if done.made_guest else None,
    }
    return answers.section(body, status=201, data=data, s=answers.of_comments(body, []))


Do = Callable[[Body], Response]
ACTS: Mapping[str, tuple[Schema, Do, Do]] = {
    "text": (OnComment(), text, without_script.shown),
    "edit": (EditForm(), edit, without_script.edited),
    "delete": (OnComment(), delete, without_script.deleted),
    "vote": (VoteForm(), vote, without_script.voted),
    "report": (ReportForm(), report, without_script.reported),
}
