from flask import Response

from comments_service.edge.moderator import rehearsals as api
from comments_service.edge.moderator.desk import session
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.pages import show, stood_at
from comments_service.storage import sites
from comments_service.storage.db import snapshot


@door.get("/rehearsals/<id:job_id>")
def rehearsal(job_id: int) -> Response:
    with snapshot():
        signed = session.current()
        job = api.reached(signed.access, job_id)
        site = sites.by_id(job.site_id)
        found = api.shown(job)
    return show(
        "rehearsal",
        signed=signed,
        site=site,
        job=found,
        asked=job.settings,
        back=stood_at(),
    )
