"""Decide about many comments as one: a job of the background, with one undo."""

from dataclasses import dataclass

from comments_service.actions import clock, locking, moderating
from comments_service.actions.acting import Charge
from comments_service.actions.moderating import Ruling
from comments_service.domain import ruling
from comments_service.domain.errors import CommentGone, CommentUnknown, NotFound, NothingToUndo
from comments_service.storage import articles, authors, batches, decisions
from comments_service.storage.authors import Subject
from comments_service.storage.batches import Chosen, Preview, Shown
from comments_service.storage.comments import Locked
from comments_service.storage.db import restarting, snapshot, transaction
from comments_service.storage.models import Author, BatchItem

END = {"waiting": "done", "undoing": "undone"}


@dataclass(frozen=True)
class Wanted:
    action: str
    reason: str = ""
    rule: str | None = None


def preview(chosen: Chosen, action: str) -> Preview:
    with snapshot():
        return batches.preview(chosen, ruling.STATUS[action])


@restarting
def begin(chosen: Chosen, by: Subject, wanted: Wanted, *, charge: Charge) -> int:
    """Note what is to be decided, and about which comments; return the id of the batch."""
    with transaction():
        charge("moderate")
        return note(chosen, by, wanted)


@restarting
def put_away(site_id: int, key: str, by: Subject, why: Wanted, *, charge: Charge) -> int:
    """Close a thread, and reject all of it; return the id of the batch, whose undo opens it again.

    Refuses (`NotFound`) a thread that nobody has begun.
    """
    with transaction():
        place = articles.lock(site_id, key)
        if place is None:
            raise NotFound("Nobody has written there")
        charge("moderate")
        thread = Chosen(site_id, article_id=place.article.id, closes=not place.article.locked)
        locking.turn(place.article, by, locked=True, charge=free)
        return note(thread, by, why)


def note(chosen: Chosen, by: Subject, wanted: Wanted) -> int:
    now = clock.now()
    moderator = authors.of_subject(chosen.site_id, by, now)
    return batches.add(chosen, moderator, vars(wanted), ruling.STATUS[wanted.action], now).id


def free(_limit: str) -> None:
    """Charge nothing: what this is a part of is charged."""


@restarting
def undo(batch_id: int, by: Subject, *, charge: Charge) -> None:
    """Take everything back that a batch has decided, if nobody has decided otherwise since.

    Refuses (`NothingToUndo`) what was taken back already, and what is older than 24 hours.
    """
    with transaction():
        known = batches.get(batch_id).batch
        article = articles.lock_id(known.article_id) if known.article_id else None
        batch = batches.lock(batch_id)
        if batch.state in {"undoing", "undone"}:
            raise NothingToUndo("This batch was taken back already")
        moderating.refuse_old(batch.created_at)
        charge("moderate")
        batch.state = "undoing" if batch.of else "undone"
        batch.undone_by_id = authors.of_subject(batch.site_id, by, clock.now()).id
        if article is not None and batch.closes:
            locking.turn(article, by, locked=False, charge=free)


def work() -> bool:
    """Take one step in the oldest batch that is not at its end; answers whether there was one."""
    with snapshot():
        found = batches.next_of_all()
    if found is not None:
        step(found.id)
    return found is not None


@restarting
def step(batch_id: int) -> None:
    """Do what is next: of one article, so that nobody waits long for it, and that first.

    The batch is locked last, by the order of locks; one process at a time works on it.
    """
    with transaction():
        shown = batches.get(batch_id)
        items, undoing = batches.todo(shown.batch), shown.batch.state == "undoing"
        act = take_back if undoing else decide
        done = sum(act(shown, item) for item in items)
        batch = batches.lock(batch_id)
        batch.done += -done if undoing else done
        batch.passed += len(items) - done
        if not batches.todo(batch):
            batch.state = END[batch.state]


def decide(shown: Shown, item: BatchItem) -> bool:
    """Decide about a comment as it was chosen; answers whether it still was so."""
    batch, found = shown.batch, found_for(item)
    if found is None or (found.comment.version, found.comment.status) != (
        item.version,
        item.status,
    ):
        item.state = "passed"
        return False
    wanted = Ruling(batch.action, batch.reason, item.version, batch.rule)
    item.decision_id = moderating.ruled(found, subject_of(shown.moderator), wanted).id
    item.state = "done"
    return True


def take_back(shown: Shown, item: BatchItem) -> bool:
    found = found_for(item)
    last = decisions.standing(item.comment_id) if found else None
    if found is None or last is None or last.decision.id != item.decision_id:
        item.state = "passed"
        return False
    moderating.take_back(found, subject_of(shown.undone_by or shown.moderator), last)
    item.state = "undone"
    return True


def found_for(item: BatchItem) -> Locked | None:
    try:
        return moderating.locked(item.comment_id)
    except (CommentUnknown, CommentGone):
        return None


def subject_of(author: Author) -> Subject:
    return Subject(author.kind, author.issuer or "", author.subject or "", author.name)
