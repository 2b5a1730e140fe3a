"""Votes: one per comment and voter, and the sums in the comment's row."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select

from comments_service.storage.db import db
from comments_service.storage.models import Author, Comment, Vote

MOST_SHOWN = 1000


def find(comment: Comment, voter: Author) -> Vote | None:
    return db.session.scalar(
        select(Vote).where(Vote.comment_id == comment.id, Vote.author_id == voter.id)
    )


def network_has_counted(comment: Comment, voter: Author, network: str, day: date) -> bool:
    """Whether another guest of this network has counted on this comment today."""
    found = select(Vote.id).where(
        Vote.comment_id == comment.id,
        Vote.network == network,
        Vote.day == day,
        Vote.counted,
        Vote.author_id != voter.id,
    )
    return db.session.scalar(found.limit(1)) is not None


def put(comment: Comment, voter: Author, value: int, *, network: str, now: datetime) -> bool:
    """Set a voter's vote on a locked comment; return whether the sums changed."""
    vote = find(comment, voter)
    if vote is None:
        guest = voter.kind == "guest"
        vote = Vote(comment_id=comment.id, author_id=voter.id, value=value, created_at=now)
        vote.network, vote.day = (network, now.date()) if guest else (None, None)
        vote.counted = not (guest and network_has_counted(comment, voter, network, now.date()))
        db.session.add(vote)
        add_up(comment, value, by=1 if vote.counted else 0)
        return vote.counted
    if vote.value == value:
        return False
    if vote.counted:
        add_up(comment, vote.value, by=-1)
        add_up(comment, value, by=1)
    vote.value = value
    return vote.counted


def take_back(comment: Comment, voter: Author) -> bool:
    vote = find(comment, voter)
    if vote is None:
        return False
    if vote.counted:
        add_up(comment, vote.value, by=-1)
    db.session.delete(vote)
    return vote.counted


def add_up(comment: Comment, value: int, *, by: int) -> None:
    if value > 0:
        comment.up += by
    else:
        comment.down += by
    comment.score = comment.up - comment.down


def by_voter(article_id: int, voter_id: int) -> Mapping[int, int]:
    """Return a voter's votes in one thread, the newest thousand of them."""
    asked = (
        select(Vote.comment_id, Vote.value)
        .join(Comment, Comment.id == Vote.comment_id)
        .where(Vote.author_id == voter_id, Comment.article_id == article_id)
        .order_by(Vote.id.desc())
        .limit(MOST_SHOWN)
    )
    return dict(db.session.execute(asked).all())
