"""What filters learn from: decisions that stand, the texts they were about, and the counts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import delete, func, insert, select, tuple_

from comments_service.domain import text
from comments_service.domain.precision import Judged
from comments_service.storage import decisions, learned
from comments_service.storage.db import Base, db
from comments_service.storage.models import Comment, Decision, DecisionHead, Learned, Revision

LESSONS = Base.metadata.tables["lesson"]
COLUMNS = tuple(
    LESSONS.c[name] for name in ("comment_id", "version", "decision_id", "spam", "score")
)
# How well a filter does is said by its last lessons.
MOST_JUDGED = 5_000

SPAM = {"spam": True, "approve": False}

# A comment, at a version of its text.
Version = tuple[int, int]


class Lesson(NamedTuple):
    """What a decision teaches: that a text is spam, or is not; and its score before that."""

    comment_id: int
    version: int
    decision_id: int
    spam: bool
    score: int | None = None

    @property
    def place(self) -> Version:
        return self.comment_id, self.version


@dataclass(frozen=True)
class Turn:
    """What some decisions change: lessons that no longer stand, and new ones, in their order."""

    decisions: int
    last: int
    gone: list[Lesson]
    new: list[Lesson]


def behind() -> list[int]:
    """Return the sites about whose last decisions their filters know nothing yet."""
    asked = (
        select(DecisionHead.site_id)
        .outerjoin(Learned, Learned.site_id == DecisionHead.site_id)
        .where(DecisionHead.number > func.coalesce(Learned.learned_to, 0))
    )
    return list(db.session.scalars(asked.order_by(DecisionHead.site_id)))


def next_turn(site_id: int, most: int) -> Turn:
    after = learned.of(site_id).learned_to
    asked = (
        select(Decision.number, Decision.comment_id)
        .where(Decision.site_id == site_id, Decision.number > after)
        .order_by(Decision.number)
        .limit(most)
    )
    rows = db.session.execute(asked).all()
    ids = {row.comment_id for row in rows if row.comment_id}
    before, now = kept(ids), standing(ids)
    gone = [each for id_, each in before.items() if now.get(id_) != each._replace(score=None)]
    left = before.keys() - {each.comment_id for each in gone}
    new = [each for id_, each in now.items() if id_ not in left]
    new.sort(key=lambda each: each.decision_id)
    return Turn(len(rows), rows[-1].number if rows else after, gone, new)


def kept(comment_ids: Collection[int]) -> Mapping[int, Lesson]:
    asked = select(*COLUMNS).where(LESSONS.c.comment_id.in_(comment_ids))
    return {row.comment_id: Lesson(*row) for row in db.session.execute(asked)}


def standing(comment_ids: Collection[int]) -> Mapping[int, Lesson]:
    """Return what is to be learned from the decisions of moderators that stand now."""
    found = (entry.decision for entry in decisions.standing_of(comment_ids).values())
    lessons = (
        Lesson(made.comment_id or 0, made.comment_version or 1, made.id, SPAM[made.action])
        for made in found
        if made.action in SPAM and not made.automated
    )
    return {lesson.comment_id: lesson for lesson in lessons}


def texts(wanted: Collection[Version]) -> Mapping[Version, str]:
    """Return the HTML of comments as they stood at a version, of those that are still known."""
    ids = {comment_id for comment_id, _ in wanted}
    now = select(Comment.id, Comment.version, Comment.html).where(Comment.id.in_(ids))
    found = {(row.id, row.version): row.html for row in db.session.execute(now)}
    earlier = [version for version in wanted if version not in found]
    place = tuple_(Revision.comment_id, Revision.version)
    before = select(Revision.comment_id, Revision.version, Revision.text)
    rows = db.session.execute(before.where(place.in_(earlier))) if earlier else ()
    return found | {(row.comment_id, row.version): text.to_html(row.text) for row in rows}


def replace(site_id: int, gone: Iterable[Lesson], new: Iterable[Lesson]) -> None:
    ids = [each.comment_id for each in gone]
    db.session.execute(delete(LESSONS).where(LESSONS.c.comment_id.in_(ids)))
    rows = [{**each._asdict(), "site_id": site_id} for each in new]
    if rows:
        db.session.execute(insert(LESSONS), rows)


def judged(site_id: int) -> Sequence[Judged]:
    """Return the scores of the last lessons before they were learned."""
    asked = (
        select(LESSONS.c.score, LESSONS.c.spam)
        .where(LESSONS.c.site_id == site_id, LESSONS.c.score.is_not(None))
        .order_by(LESSONS.c.decision_id.desc())
        .limit(MOST_JUDGED)
    )
    return [(row.score, row.spam) for row in db.session.execute(asked)]


def scores(comment_ids: Collection[int]) -> Mapping[int, int]:
    """Return the scores that comments had before they were learned from."""
    found = ((id_, lesson.score) for id_, lesson in kept(comment_ids).items())
    return {id_: score for id_, score in found if score is not None}
