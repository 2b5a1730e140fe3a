"""Who the reader is in a thread: what only they see, which votes are theirs."""

import json
from datetime import datetime, timedelta

from flask import Response

from comments_service import config
from comments_service.actions import clock
from comments_service.domain import appeals
from comments_service.domain.thread import Node
from comments_service.edge import callers
from comments_service.edge.widget import answers, asked, identity, origins, statements
from comments_service.edge.widget.asked import FormIn
from comments_service.edge.widget.door import door
from comments_service.storage import owned, threads, votes
from comments_service.storage.db import snapshot
from comments_service.storage.models import Article

FORM = FormIn()
RECENT = timedelta(minutes=10)


@door.post("/embed/v1/me")
def me() -> Response:
    origins.admit_any()
    body = asked.form(FORM)
    since = clock.now() - RECENT
    with snapshot():
        found = threads.find(body["site"], body["article"])
        reader, author_id = identity.somebody(body, found.site)
        article = found.article
        mine = own_of(article, author_id, since) if article else []
        told = statements.of(mine)
        gone = owned.gone(article, author_id, since=since) if article else []
        own_votes = votes.by_voter(article.id, author_id) if article else {}
    data = {
        "by": author_id,
        "name": reader.author.name if reader.author else "",
        "seconds": int(config.current().edit_window.total_seconds()),
        "votes": json.dumps({str(key): value for key, value in own_votes.items()}),
        **answers.counted(body),
        "gone": " ".join(map(str, gone)),
        "token": callers.renewed(reader),
    }
    # Parents before what answers them: the script puts each below its parent.
    ordered = sorted(mine, key=lambda node: node.id)
    return answers.section(body, data=data, s=answers.of_comments(body, ordered, told))


def own_of(article: Article, author_id: int, since: datetime) -> list[Node]:
    """Read what only its author sees: what waits, what is new, and what was kept from readers."""
    refused = owned.refused(article, author_id, since=clock.now() - appeals.WITHIN)
    recent = owned.recent(article, author_id, since=since)
    return list({node.id: node for node in [*refused, *recent]}.values())
