from flask import Response

from comments_service.domain.rules import LEARNED
from comments_service.edge.moderator import learned as api
from comments_service.edge.moderator.desk import curve, session
from comments_service.edge.moderator.desk.door import door
from comments_service.edge.moderator.desk.pages import show
from comments_service.edge.moderator.desk.queue import site_of
from comments_service.storage import rulebooks
from comments_service.storage.db import snapshot

# As percent, what the table says in words beside the picture.
THRESHOLDS = (95, 90, 85, 80, 75, 70, 60, 50)


@door.get("/filter")
def show_learned() -> Response:
    with snapshot():
        signed = session.current()
        site = site_of(signed)
        state = api.state_of(site.id)
        rules = [rule for rule in rulebooks.of_site(site.id) if rule.kind == LEARNED]
    return show(
        "filter",
        signed=signed,
        site=site,
        state=state,
        rules=rules,
        picture=curve.picture(state.curve),
        size=(curve.WIDTH, curve.HEIGHT),
        points=[point for point in state.curve if point.threshold in THRESHOLDS],
    )
