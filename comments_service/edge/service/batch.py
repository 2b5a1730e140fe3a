"""Many comments in one call, each with a result of its own."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from marshmallow import Schema, ValidationError, fields

from comments_service import config
from comments_service.actions import batching
from comments_service.actions.batching import Item, Made, Outcome
from comments_service.domain import errors
from comments_service.domain.errors import Refused
from comments_service.edge import bodies, callers, cors, drafts, idempotency, limits
from comments_service.edge.callers import Service
from comments_service.edge.calls import Answer, call, load
from comments_service.edge.errors import described
from comments_service.edge.service.door import door
from comments_service.edge.shapes import CommentOut, In, ProblemOut, ServicePostIn
from comments_service.storage import nodes, sites
from comments_service.storage.db import snapshot
from comments_service.storage.models import Site

MOST_ITEMS = 500
ITEM = ServicePostIn()


class Items(fields.List[Any]):
    """Items as they came: each is checked by itself later, so that a wrong one costs no other."""

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> list[Any]:
        if not isinstance(value, list):
            raise ValidationError("must be a list")
        if len(value) > MOST_ITEMS:
            raise ValidationError(f"must have {MOST_ITEMS} items at the most")
        return value


class BatchIn(In):
    items = Items(fields.Nested(ServicePostIn), required=True, metadata={"maxItems": MOST_ITEMS})


class ResultOut(Schema):
    index = fields.Integer(metadata={"description": "Which of the items it is, from 0."})
    status = fields.Integer(
        metadata={"description": "201 published, 202 held, 200 was there already; else refused."}
    )
    comment = fields.Nested(CommentOut)
    problem = fields.Nested(ProblemOut)


class BatchOut(Schema):
    results = fields.List(fields.Nested(ResultOut))


@call(
    door,
    "POST",
    "/comments/batch",
    "Post up to 500 comments; what is refused takes nothing with it",
    credential="post",
    guard=lambda: asking("post"),
    body=BatchIn(),
    out=BatchOut(),
    refuses=(
        errors.Invalid,
        errors.TokenMissing,
        errors.TokenInvalid,
        errors.ScopeMissing,
        errors.RateLimited,
    ),
    idempotent=True,
    most=bodies.BATCH_BYTES,
)
def batch(body: dict[str, Any]) -> Answer:
    with snapshot():
        loader = Loader(callers.service("post"), idempotency.sent())
        charge(loader.caller, len(body["items"]))
        loaded = [loader.load(index, item) for index, item in enumerate(body["items"])]
    items = [each for each in loaded if isinstance(each, Item)]
    posted = iter(batching.post(items, depth=config.current().depth))
    return answer([next(posted) if isinstance(each, Item) else each for each in loaded])


def asking(scope: str) -> None:
    """Ask for the key, and from which page it is sent, before 8 MB are read."""
    with snapshot():
        key = callers.service(scope).key
        if key.site_id is None:
            cors.admit_any()
        else:
            cors.admit(sites.by_id(key.site_id))


def charge(caller: Service, items: int) -> None:
    limits.charge("service", key_id=caller.key.id)
    if items:
        limits.charge("batch", key_id=caller.key.id, amount=items)


class Loader:
    """Checks items one by one, as the call for a single comment does."""

    def __init__(self, caller: Service, sent: str | None) -> None:
        self.caller, self.sent = caller, sent
        self.sites: dict[str, Site | Refused] = {}

    def load(self, index: int, given: Any) -> Item | Refused:
        try:
            body = load(ITEM, given)
            site = self.site(body["site"])
        except Refused as error:
            return error
        key = idempotency.of_item(self.caller, self.sent, index, body) if self.sent else None
        return Item(drafts.draft(site, self.caller, body), key)

    def site(self, slug: str) -> Site:
        if slug not in self.sites:
            self.sites[slug] = self.look_up(slug)
        found = self.sites[slug]
        if isinstance(found, Refused):
            raise found
        return found

    def look_up(self, slug: str) -> Site | Refused:
        try:
            site = sites.by_slug(slug)
            callers.reaching(self.caller.key, site, "post")
            cors.admit(site)
        except Refused as error:
            return error
        return site


def answer(outcomes: Sequence[Outcome]) -> Answer:
    made = [each for each in outcomes if isinstance(each, Made)]
    # What was refused or was there already costs nothing, and so does a batch of nothing else.
    new = sum(map(is_new, outcomes))
    limits.return_some("batch", len(outcomes) - new)
    limits.return_some("service", 0 if new else 1)
    replayed = {"Idempotent-Replay": "true"} if any(each.replayed for each in made) else {}
    results = [{"index": index, **result(each)} for index, each in enumerate(outcomes)]
    return Answer({"results": results}, headers=replayed)


def is_new(outcome: Outcome) -> bool:
    return isinstance(outcome, Made) and not (outcome.repeated or outcome.replayed)


def result(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Refused):
        problem = described(outcome)
        return {"status": problem["status"], "problem": problem}
    comment = nodes.own(outcome.comment, outcome.article)
    return {"status": status(outcome), "comment": comment}


def status(made: Made) -> HTTPStatus:
    if made.repeated:
        return HTTPStatus.OK
    return HTTPStatus.ACCEPTED if made.comment.status == "held" else HTTPStatus.CREATED
