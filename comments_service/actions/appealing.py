"""Appeal against a decision about one's comment, and decide about an appeal."""

from comments_service.actions import clock, moderating
from comments_service.actions.acting import Charge
from comments_service.actions.moderating import Ruling
from comments_service.domain import appeals as rules
from comments_service.domain.errors import AppealClosed, DecidedMeanwhile, SameModerator
from comments_service.storage import appeals, decisions, outbox, statements
from comments_service.storage.authors import Subject
from comments_service.storage.db import restarting, transaction
from comments_service.storage.decisions import Entry


@restarting
def appeal(comment_id: int, decision_id: int | None, text: str, *, charge: Charge) -> None:
    """Ask that somebody else decides about a comment; the same words again change nothing.

    `decision_id` is the decision that the author was told of; `None` takes the one that stands.
    Refuses (`AppealClosed`) when it does not stand, restricts nobody, is older than six months
    or was appealed against before.
    """
    with transaction():
        comment = moderating.locked(comment_id).comment
        found, now = statements.of([comment_id])[comment_id], clock.now()
        made = found.decision.decision if found.decision else None
        if made is None or decision_id not in {None, made.id}:
            raise AppealClosed
        before = appeals.against(made.id)
        if before is not None and before.text == text:
            return
        if found.open_until(now) is None:
            raise AppealClosed
        charge("appeal")
        appeals.add(comment, made.id, text, now)
        outbox.record("comment.appealed", comment, at=now)


@restarting
def decide(appeal_id: int, by: Subject, outcome: str, reason: str, *, charge: Charge) -> None:
    """Uphold what was decided, or publish the comment; either is a decision of the record.

    Refuses (`SameModerator`) who has decided about this comment before, and
    (`DecidedMeanwhile`) an appeal that was answered.
    """
    with transaction():
        comment_id = appeals.existing(appeal_id).comment_id
        found = moderating.locked(comment_id)
        case, standing = appeals.locked(appeal_id), decisions.standing(comment_id)
        if case.answer_id is not None or standing is None:
            raise DecidedMeanwhile("This appeal was answered meanwhile")
        refuse_the_same(by, [standing, *decisions.by_id([case.decision_id]).values()])
        charge("moderate")
        made = standing.decision
        wanted = Ruling(
            rules.action(outcome, made.action), reason, found.comment.version, made.rule
        )
        appeals.answer(case, moderating.ruled(found, by, wanted, appeal=True).id)


def refuse_the_same(by: Subject, before: list[Entry]) -> None:
    people = [(each.moderator.issuer, each.moderator.subject) for each in before]
    if not rules.may_decide((by.issuer, by.subject), people):
        raise SameModerator
