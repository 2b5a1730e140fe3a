"""Ban authors, networks and e-mail domains from a site, and lift their bans."""

from dataclasses import dataclass
from datetime import datetime

from comments_service.actions import clock
from comments_service.actions.acting import STAFF, Charge
from comments_service.domain import bans as rules
from comments_service.domain import hosts
from comments_service.domain.errors import (
    AuthorUnknown,
    CommentUnknown,
    Invalid,
    NothingToUndo,
)
from comments_service.storage import authors, bans, comments, decisions
from comments_service.storage.authors import Subject
from comments_service.storage.db import restarting, transaction
from comments_service.storage.decisions import Act
from comments_service.storage.models import Author, Ban, Comment, Decision


@dataclass(frozen=True)
class Wanted:
    """A ban as it is asked for.

    Of an author, by their id or one of their comments; of the network that a comment came from; of
    a range; or of a domain. `rule` says on what ground.
    """

    kind: str
    reason: str
    ends_at: datetime
    rule: str = "other"
    author_id: int | None = None
    comment_id: int | None = None
    cidr: str | None = None
    domain: str | None = None


@restarting
def ban(site_id: int, by: Subject, wanted: Wanted, *, charge: Charge) -> int:
    """Set a ban and record the decision; answers the ban's id.

    Refuses (`Invalid`) what cannot be banned or not for so long, and (`AlreadyBanned`) what is.
    """
    with transaction():
        now = clock.now()
        rules.refuse_length(wanted.kind, wanted.ends_at, now)
        made = ban_of(site_id, wanted, now)
        # The row of the site is locked from here on: of two who ban the same, one is told.
        bans.change(site_id)
        bans.refuse_twice(site_id, made.kind, made.value, now)
        charge("moderate")
        moderator = authors.of_subject(site_id, by, now)
        decision = record(made, moderator, wanted.rule, now)
        return bans.add(made, moderator, decision).id


def ban_of(site_id: int, wanted: Wanted, now: datetime) -> Ban:
    """Return the ban that is wanted, with what it is compared with; set by nobody yet."""
    comment = comment_of(site_id, wanted)
    made = Ban(site_id=site_id, kind=wanted.kind, reason=wanted.reason, created_at=now)
    made.ends_at = wanted.ends_at
    made.comment_id = comment.id if comment else None
    made.author_id = author_of(site_id, wanted, comment) if comment or wanted.author_id else None
    made.value = value_of(wanted, made, comment)
    return made


def comment_of(site_id: int, wanted: Wanted) -> Comment | None:
    if wanted.comment_id is None:
        return None
    comment = comments.get(wanted.comment_id)
    if comment is None or comment.site_id != site_id:
        raise CommentUnknown
    return comment


def author_of(site_id: int, wanted: Wanted, comment: Comment | None) -> int:
    author = authors.get(comment.author_id if comment else wanted.author_id or 0)
    if author is None or author.site_id != site_id:
        raise AuthorUnknown
    if author.kind in STAFF:
        raise Invalid.field("author_id", "is one of the staff")
    return author.id


def value_of(wanted: Wanted, made: Ban, comment: Comment | None) -> str:
    match wanted.kind:
        case "author":
            return str(made.author_id)
        case "network":
            return network_of(comment, wanted.ends_at)
        case "range":
            return rules.range_of(wanted.cidr or "")
        case _:
            return domain_of(wanted.domain or "")


def network_of(comment: Comment | None, ends_at: datetime) -> str:
    if comment is None or comment.network is None:
        raise Invalid.field("comment_id", "came from a network that is not known")
    rules.refuse_forgotten(ends_at, comment.created_at)
    return comment.network


def domain_of(given: str) -> str:
    try:
        return hosts.exact(given)
    except ValueError as error:
        raise Invalid.field("domain", "must be a domain such as mail.example.org") from error


def record(made: Ban, moderator: Author, rule: str, now: datetime) -> Decision:
    """Record a ban: its range or domain lies with the words, which can be emptied."""
    facts = f"{made.kind}: {made.value}" if made.kind in rules.NAMED else made.kind
    if made.comment_id:
        facts += f"; for comment {made.comment_id}"
    act = Act("ban", "free", "banned", made.reason, facts, rule=rule, ends_at=made.ends_at)
    return decisions.add(made, moderator, act, now)


@restarting
def lift(ban_id: int, by: Subject, reason: str, *, charge: Charge) -> None:
    """End a ban before its time, by a decision; refuses (`NothingToUndo`) one that has ended."""
    with transaction():
        found, now = bans.lock(ban_id), clock.now()
        if not bans.holds(found, now):
            raise NothingToUndo("This ban has ended already")
        charge("moderate")
        moderator = authors.of_subject(found.site_id, by, now)
        act = Act("unban", "banned", "free", reason, reverses=decisions.get(found.decision_id))
        found.lifted_id = decisions.add(found, moderator, act, now).id
        bans.change(found.site_id)
