"""Who moderates, and how far they reach."""

from dataclasses import dataclass

from comments_service.actions.acting import Charge
from comments_service.domain import errors
from comments_service.edge import callers, cors, limits
from comments_service.edge.callers import Service
from comments_service.storage import authors, bans, comments, notes, sites
from comments_service.storage.authors import Subject
from comments_service.storage.bans import Entry
from comments_service.storage.db import snapshot
from comments_service.storage.models import Author, Comment, Site
from comments_service.storage.notes import Written

# What every call on a comment may answer beside its own refusals.
REFUSES: tuple[type[errors.Refused], ...] = (
    errors.TokenMissing,
    errors.TokenInvalid,
    errors.ScopeMissing,
    errors.OriginRefused,
    errors.RateLimited,
)
ON_COMMENT = (*REFUSES, errors.CommentUnknown, errors.CommentGone)


@dataclass(frozen=True)
class Access:
    """A service by its key, or a moderator at the desk; of one site, or of all (`None`)."""

    who: Subject
    site_id: int | None
    charge: Charge

    def reaches(self, site_id: int) -> bool:
        return self.site_id in {None, site_id}


def by_key(scope: str = "moderate") -> Access:
    return of_service(callers.service(scope))


def of_service(found: Service) -> Access:
    return Access(found.who, found.key.site_id, limits.charging(found))


def by_key_to(comment_id: int) -> Access:
    """Return who moderates by key, for one deed on a comment within their reach."""
    with snapshot():
        found = by_key()
        to_comment(found, comment_id)
    return found


def to_comment(access: Access, comment_id: int) -> Comment:
    """Refuses what is out of reach exactly as what is not there (`CommentUnknown`)."""
    comment = comments.existing(comment_id)
    if not access.reaches(comment.site_id):
        raise errors.CommentUnknown
    cors.admit(sites.by_id(comment.site_id))
    return comment


def to_author(access: Access, author_id: int) -> Author:
    """Refuses what is out of reach exactly as what is not there (`AuthorUnknown`)."""
    author = authors.get(author_id)
    if author is None or not access.reaches(author.site_id):
        raise errors.AuthorUnknown
    cors.admit(sites.by_id(author.site_id))
    return author


def to_ban(access: Access, ban_id: int) -> Entry:
    """Refuses what is out of reach exactly as what is not there (`BanUnknown`)."""
    found = bans.entry(ban_id)
    if not access.reaches(found.ban.site_id):
        raise errors.BanUnknown
    cors.admit(sites.by_id(found.ban.site_id))
    return found


def to_note(access: Access, note_id: int) -> Written:
    """Refuses what is out of reach exactly as what is not there (`NoteUnknown`)."""
    found = notes.existing(note_id)
    if not access.reaches(found.note.site_id):
        raise errors.NoteUnknown
    cors.admit(sites.by_id(found.note.site_id))
    return found


def to_site(access: Access, slug: str) -> Site:
    """Refuses what is out of reach exactly as what is not there (`SiteUnknown`)."""
    site = sites.by_slug(slug)
    if not access.reaches(site.id):
        raise errors.SiteUnknown
    cors.admit(site)
    return site
