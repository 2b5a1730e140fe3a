from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from comments_service.domain.errors import TokenInvalid
from comments_service.storage.articles import insert_new
from comments_service.storage.db import db
from comments_service.storage.models import Author

READER_ISSUER = "site"


@dataclass(frozen=True)
class Subject:
    """Somebody whom an issuer vouches for: a site's own reader, a service, a moderator."""

    kind: str
    issuer: str
    subject: str
    name: str


def of_site(subject: str, name: str) -> Subject:
    """Return one of a site's own readers, by the site's word for them."""
    return Subject("reader", READER_ISSUER, subject, name)


def get(author_id: int) -> Author | None:
    return db.session.get(Author, author_id)


def known(site_id: int, author_id: int, generation: int) -> Author:
    """Return a capability's author; refuses (`TokenInvalid`) one that was ended."""
    author = get(author_id)
    if author is None or author.site_id != site_id or author.generation != generation:
        raise TokenInvalid
    return author


def add_guest(site_id: int, name: str, now: datetime) -> Author:
    author = Author(site_id=site_id, kind="guest", name=name, created_at=now)
    db.session.add(author)
    db.session.flush()
    return author


def of_subject(site_id: int, who: Subject, now: datetime) -> Author:
    """Find or make the one author of (site, issuer, subject), under the name given now."""
    author = by_subject(site_id, who)
    if author is None:
        db.session.execute(insert_new(Author).values(row(site_id, who, now)))
        author = by_subject(site_id, who)
    if author is None:
        raise TokenInvalid
    rename(author, who.name)
    return author


def row(site_id: int, who: Subject, now: datetime) -> dict[str, Any]:
    return {**asdict(who), "site_id": site_id, "generation": 1, "created_at": now}


def by_subject(site_id: int, who: Subject) -> Author | None:
    return db.session.scalar(
        select(Author).where(
            Author.site_id == site_id, Author.issuer == who.issuer, Author.subject == who.subject
        )
    )


def adopt(author: Author) -> None:
    """Take an author who was read in this request's snapshot into the transaction."""
    db.session.add(author)


def rename(author: Author, name: str) -> None:
    """Take a new name for what is written from now on; earlier comments keep theirs."""
    if author.name != name:
        author.name = name
