"""What is known of the reasons for which a comment was held."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import insert, select

from comments_service.domain.verdict import Reason
from comments_service.storage.db import Base, connection, db
from comments_service.storage.models import Comment, Finding

INSERT = insert(Base.metadata.tables["finding"])


def add(comment: Comment, reasons: Iterable[Reason], *, at: datetime) -> None:
    """Keep what is known of reasons for the text as it stands; most have nothing beside a code."""
    rows = [
        {
            "comment_id": comment.id,
            "comment_version": comment.version,
            "rule_id": reason.rule_id,
            "acts": reason.acts,
            "code": reason.code,
            "facts": dict(reason.facts),
            "created_at": at,
        }
        for reason in reasons
        if reason.facts
    ]
    if rows:
        connection().execute(INSERT, rows)


def of(comment_id: int) -> list[Finding]:
    """Return what was found of a comment's text as it stands."""
    return of_many([comment_id]).get(comment_id, [])


def of_many(comment_ids: Collection[int]) -> Mapping[int, list[Finding]]:
    asked = (
        select(Finding)
        .join(Comment, Comment.id == Finding.comment_id)
        .where(Finding.comment_id.in_(comment_ids), Finding.comment_version == Comment.version)
    )
    found: dict[int, list[Finding]] = {}
    # Few, of few comments, which the database would have to sort apart.
    for one in sorted(db.session.scalars(asked), key=lambda one: one.id):
        found.setdefault(one.comment_id, []).append(one)
    return found
