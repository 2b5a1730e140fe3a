"""The queue of a site, and one comment with all that is known of it."""

from flask import Response, request

from comments_service.domain.errors import SiteUnknown
from comments_service.domain.ruling import STATUS
from comments_service.edge.moderator import access
from comments_service.edge.moderator.desk import session
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.pages import show, stood_at
from comments_service.edge.moderator.desk.session import Signed
from comments_service.storage import dossiers, notices, queues, sites
from comments_service.storage.db import snapshot
from comments_service.storage.models import Site

DEFAULT = "needs_review"


@door.get("", strict_slashes=False)
def queue() -> Response:
    asked = request.args.get("queue", DEFAULT)
    name = asked if asked in queues.NAMES else DEFAULT
    with snapshot():
        signed = session.current()
        site = site_of(signed)
        who = signed.access.who
        found = queues.page(site.id, name, who, cursor=request.args.get("cursor"))
        counts = queues.counts(site.id, who)
    return show(
        "queue",
        signed=signed,
        site=site,
        queue=name,
        counts=counts,
        found=found,
        actions=STATUS,
        back=stood_at(),
    )


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
    return show(
        "comment",
        signed=signed,
        site=site,
        dossier=dossier,
        notices=notified,
        actions=STATUS,
        back=stood_at(),
    )
