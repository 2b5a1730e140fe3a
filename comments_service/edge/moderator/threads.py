"""A whole thread is put away, and comes back whole."""

from typing import Any

from comments_service.actions import deciding_many
from comments_service.actions.deciding_many import Wanted
from comments_service.domain import errors, ruling
from comments_service.edge.calls import Answer, call
from comments_service.edge.fields import Choice, Plain
from comments_service.edge.moderator import access, batches
from comments_service.edge.moderator.batches import DecisionBatchOut
from comments_service.edge.moderator.deciding import REASON_CHARACTERS
from comments_service.edge.moderator.door import door
from comments_service.edge.shapes import ThreadIn
from comments_service.storage.db import snapshot


class RemovalIn(ThreadIn):
    rule = Choice(*ruling.GROUNDS, load_default="other")
    reason = Plain(most=REASON_CHARACTERS, load_default="")


@call(
    door,
    "DELETE",
    "/moderation/articles",
    "Delete a thread: it is closed, and all of it is rejected, by a batch that can be undone",
    credential="moderate",
    query=RemovalIn(),
    out=DecisionBatchOut(),
    statuses=(202,),
    refuses=(*access.REFUSES, errors.Invalid, errors.SiteUnknown, errors.NotFound),
)
def delete_thread(query: dict[str, Any]) -> Answer:
    with snapshot():
        found = access.by_key()
        site = access.to_site(found, query["site"])
    why = Wanted("reject", query["reason"], query["rule"])
    made = deciding_many.put_away(site.id, query["article"], found.who, why, charge=found.charge)
    return Answer(batches.shown(found, made), 202)
