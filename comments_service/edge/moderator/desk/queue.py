"""The queue of a site, and one comment with all that is known of it."""

from flask import Response, request

from comments_service.actions import clock
from comments_service.domain import thread
from comments_service.domain.errors import SiteUnknown
from comments_service.domain.ruling import GROUNDS
from comments_service.edge.moderator import access, learned
from comments_service.edge.moderator.desk import session
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.keys import KEYS
from comments_service.edge.moderator.desk.pages import show, stood_at
from comments_service.edge.moderator.desk.session import Signed
from comments_service.storage import dossiers, notices, queues, searches, sites
from comments_service.storage.db import snapshot
from comments_service.storage.models import Site

DEFAULT = "needs_review"
MOST_FOUND = 50


@door.get("", strict_slashes=False)
def queue() -> Response:
    asked = request.args.get("queue", DEFAULT)
    name = asked if asked in {*queues.NAMES, queues.SEARCH} else DEFAULT
    words = looked_for()
    with snapshot():
        signed = session.current()
        site = site_of(signed)
        who = signed.access.who
        if name == queues.SEARCH:
            found = searches.page(site.id, words, MOST_FOUND)
        else:
            found = queues.page(site.id, name, who, cursor=request.args.get("cursor"))
        counts = queues.counts(site.id, who)
    return show(
        "queue",
        signed=signed,
        site=site,
        queue=name,
        counts=counts,
        found=found,
        rules=GROUNDS,
        since=thread.microseconds(clock.now()),
        keys=KEYS,
        filters=queues.QUEUES,
        words=words,
        back=stood_at(),
    )


def looked_for() -> str:
    """Return the words that are asked for, without what no database can compare."""
    typed = request.args.get("words", "")[: searches.MOST_CHARACTERS]
    return "".join(each for each in typed if each.isprintable())


def site_of(signed: Signed) -> Site:
    """Return the site that is asked for, else the first. Refuses what is out of reach."""
    asked = request.args.get("site")
    for site in signed.sites:
        if asked in {None, "", site.slug}:
            return site
    raise SiteUnknown


@door.get("/comments/<id:comment_id>")
def comment(comment_id: int) -> Response:
    with snapshot():
        signed = session.current()
        access.to_comment(signed.access, comment_id)
        dossier = dossiers.of(comment_id)
        site = sites.by_id(dossier.item.site_id)
        notified = notices.about(comment_id)
        read = learned.read(site.id, dossier.item.comment.html or "")
    return show(
        "comment",
        signed=signed,
        site=site,
        dossier=dossier,
        notices=notified,
        read=read,
        rules=GROUNDS,
        back=stood_at(),
    )
