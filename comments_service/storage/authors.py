from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update

from comments_service.domain.errors import TokenInvalid
from comments_service.storage.articles import insert_new
from comments_service.storage.db import Base, bare, connection, db
from comments_service.storage.models import Author, Comment
from comments_service.storage.models.comment import PUBLISHED

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
    """Return a capability's author, in no session; refuses (`TokenInvalid`) one that was ended."""
    row = connection().execute(BY_ID, {"author_id": author_id}).first()
    if row is None or row.site_id != site_id or row.generation != generation:
        raise TokenInvalid
    return bare(Author, COLUMNS, row)


def add_guest(site_id: int, name: str, now: datetime) -> Author:
    author = Author(site_id=site_id, kind="guest", name=name, created_at=now)
    db.session.add(author)
    db.session.flush()
    return author


def of_subject(site_id: int, who: Subject, now: datetime) -> Author:
    """Find or make the one author of (site, issuer, subject), under the name given now.

    The object is in no session.
    """
    author = by_subject(site_id, who)
    if author is None:
        db.session.execute(insert_new(Author).values(row(site_id, who, now)))
        author = by_subject(site_id, who)
    if author is None:
        raise TokenInvalid
    return renamed(author, who.name)


def row(site_id: int, who: Subject, now: datetime) -> dict[str, Any]:
    return {**asdict(who), "site_id": site_id, "generation": 1, "created_at": now}


def by_subject(site_id: int, who: Subject) -> Author | None:
    asked = {"site_id": site_id, "issuer": who.issuer, "subject": who.subject}
    row = connection().execute(BY_SUBJECT, asked).first()
    return bare(Author, COLUMNS, row) if row else None


def published(author_id: int | None, most: int, *, but: int | None = None) -> int:
    """Count an author's published comments, `but` for one, and no further than to `most`."""
    asked = {"author_id": author_id, "most": most, "but": but or 0}
    return connection().execute(PUBLISHED_BY, asked).scalar_one() if author_id else 0


def rename(author: Author, name: str) -> None:
    """Take a new name for what is written from now on; earlier comments keep theirs."""
    if author.name != name:
        author.name = name


def renamed(author: Author, name: str) -> Author:
    """Rename an author who is in no session.

    Answers another object, since this one is true again if the transaction is broken off.
    """
    if author.name == name:
        return author
    connection().execute(RENAME, {"author_id": author.id, "new_name": name})
    row = {column: getattr(author, column) for column in COLUMNS} | {"name": name}
    return bare(Author, COLUMNS, row.values())


TABLE = Base.metadata.tables["author"]
COLUMNS = tuple(TABLE.c.keys())
BY_ID = select(TABLE).where(TABLE.c.id == bindparam("author_id"))
BY_SUBJECT = select(TABLE).where(
    *(TABLE.c[name] == bindparam(name) for name in ("site_id", "issuer", "subject"))
)
SOME_PUBLISHED = (
    select(Comment.id)
    .where(Comment.author_id == bindparam("author_id"), PUBLISHED, Comment.id != bindparam("but"))
    .limit(bindparam("most"))
)
PUBLISHED_BY = select(func.count()).select_from(SOME_PUBLISHED.subquery())
RENAME = (
    update(TABLE).where(TABLE.c.id == bindparam("author_id")).values(name=bindparam("new_name"))
)
