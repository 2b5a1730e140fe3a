"""Vote on a comment, or take a vote back."""

from dataclasses import dataclass

from comments_service.actions import acting, clock
from comments_service.actions.acting import Charge, Who
from comments_service.domain.errors import CommentUnknown, GuestVotesRefused, NotYours
from comments_service.storage import articles, bans, comments, outbox, policies, votes
from comments_service.storage.comments import Locked
from comments_service.storage.db import restarting, transaction
from comments_service.storage.models import Author, Comment


@dataclass(frozen=True)
class Voted:
    comment: Comment
    value: int | None
    voter: Author
    made_guest: bool


@restarting
def vote(comment_id: int, who: Who, value: int, *, network: str, charge: Charge) -> Voted:
    """Set one's vote (1 or -1) on a published comment.

    A guest's vote counts once per comment, network and day; `network` is its digest.
    """
    with transaction():
        found = votable(comment_id)
        voter, made = acting.author_of(who, found.comment.site_id)
        refuse(found, voter)
        charge("vote")
        changed = votes.put(found.comment, voter, value, network=network, now=clock.now())
        note(found, changed=changed)
        return Voted(found.comment, value, voter, made)


@restarting
def unvote(comment_id: int, who: Who, *, charge: Charge) -> Voted:
    with transaction():
        found = votable(comment_id)
        voter, made = acting.author_of(who, found.comment.site_id)
        charge("vote")
        note(found, changed=votes.take_back(found.comment, voter))
        return Voted(found.comment, None, voter, made)


def votable(comment_id: int) -> Locked:
    found = comments.lock(comment_id)
    if found.comment.status != "published":
        raise CommentUnknown
    return found


def refuse(found: Locked, voter: Author) -> None:
    if found.comment.author_id == voter.id:
        raise NotYours("One's own comment cannot be voted on")
    decided = policies.of_site(found.article.site_id)
    now = clock.now()
    bans.at(found.article.site_id, decided.bans_version, now).refuse(voter.id, now)
    rules = decided.over(found.article)
    if voter.kind == "guest" and "refused" in {rules.guests, rules.guest_votes}:
        raise GuestVotesRefused


def note(found: Locked, *, changed: bool) -> None:
    if changed:
        articles.touch(found.article)
        outbox.record("comment.voted", found.comment, at=clock.now())
