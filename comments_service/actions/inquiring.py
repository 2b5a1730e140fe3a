"""Ask outside classifiers about comments, and do what they answer.

Nobody waits for them: a comment is kept as held first, and asked about from the background.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from comments_service.actions import clock, moderating
from comments_service.actions.moderating import Ruling
from comments_service.domain import inquiry
from comments_service.domain.inquiry import Saying
from comments_service.domain.verdict import Reason
from comments_service.storage import comments, findings, inquiries, outbox, rulebooks
from comments_service.storage.authors import Subject
from comments_service.storage.comments import Locked
from comments_service.storage.db import restarting, snapshot, transaction
from comments_service.storage.inquiries import OPEN
from comments_service.storage.models import Inquiry

AT_ONCE = 32
PUTS_AWAY = {"reject", "spam"}


@dataclass(frozen=True)
class Question:
    """What is to be sent, and to where."""

    id: int
    rule_id: int
    url: str
    body: dict[str, object]


def due() -> Sequence[Question]:
    """Return what is to be asked now; what nobody need know any more is put aside."""
    with snapshot():
        found = inquiries.due(clock.now(), limit=AT_ONCE)
        asked = [
            Question(one.inquiry.id, one.rule.id, one.rule.settings["url"], inquiries.told(one))
            for one in found
            if one.rule and not one.outdated
        ]
    for number in {one.inquiry.id for one in found} - {one.id for one in asked}:
        put_aside(number)
    return asked


@restarting
def put_aside(inquiry_id: int) -> None:
    with transaction():
        inquiries.existing(inquiry_id).state = "outdated"


@restarting
def sent(inquiry_id: int) -> None:
    """Note that the other side will answer later."""
    with transaction():
        found = inquiries.existing(inquiry_id)
        if found.state in OPEN:
            found.state, found.problem = "sent", None


@restarting
def postpone(inquiry_id: int, problem: str) -> None:
    """Note that an attempt went wrong; after the last one moderators decide alone."""
    with transaction():
        found = inquiries.existing(inquiry_id)
        if found.state not in OPEN:
            return
        found.attempts, found.problem = found.attempts + 1, problem
        pause = inquiry.pause_after(found.attempts)
        found.state = "waiting" if pause else "failed"
        found.due_at = clock.now() + (pause or inquiry.PAUSES[0])


@restarting
def settle(inquiry_id: int, saying: Saying) -> Inquiry:
    """Do what was answered; only the first answer counts, and only for the text that was meant."""
    with transaction():
        locked = comments.lock(inquiries.existing(inquiry_id).comment_id)
        found = inquiries.existing(inquiry_id)
        if found.state in OPEN:
            answer(found, locked, saying)
        return found


def answer(found: Inquiry, locked: Locked, saying: Saying) -> None:
    comment = locked.comment
    outdated = inquiries.outdated(found, comment)
    found.state = "outdated" if outdated else "answered"
    found.verdict, found.problem = saying.verdict, None
    if outdated:
        return
    if not found.acts:
        note(found, locked, saying)
    elif inquiry.ASKED in comment.reasons and comment.status == "held":
        act(found, locked, saying)


def act(found: Inquiry, locked: Locked, saying: Saying) -> None:
    """Take the classifier's part of the verdict; what else holds a comment goes on holding it."""
    comment, now = locked.comment, clock.now()
    if saying.verdict != "publish":
        note(found, locked, saying)
    if saying.verdict in PUTS_AWAY:
        wanted = Ruling(saying.verdict, saying.reason, comment.version, automated=True)
        moderating.ruled(locked, classifier(found), wanted)
        return
    comment.reasons = inquiry.left(
        comment.reasons, saying.verdict, more=inquiries.others_open(found)
    )
    if not comment.reasons:
        comments.move(locked.article, comment, "published", now=now)
        outbox.record("comment.published", comment, at=now)


def note(found: Inquiry, locked: Locked, saying: Saying) -> None:
    """Keep what was answered among what is known of a comment."""
    if saying.verdict == "publish":
        return
    facts = {"rule": named(found), "said": saying.reason or saying.verdict}
    reason = Reason(inquiry.ANSWERED, facts, found.rule_id, acts=found.acts)
    findings.add(locked.comment, [reason], at=clock.now())


def classifier(found: Inquiry) -> Subject:
    """Say who decides where no person does: the rule, by its name."""
    return Subject("service", "hook", str(found.rule_id), named(found))


def named(found: Inquiry) -> str:
    return rulebooks.name_of(found.rule_id) or f"Rule {found.rule_id}"
