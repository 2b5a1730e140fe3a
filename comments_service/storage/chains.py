"""The chain that the decisions of a site are, link by link: made longer, and read again."""

import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import insert, select

from comments_service.domain import chain
from comments_service.domain.chain import Head, Link
from comments_service.storage import crowds
from comments_service.storage.articles import insert_new
from comments_service.storage.db import Base, bare, connection, db
from comments_service.storage.models import Decision, DecisionDetail, DecisionHead

AT_ONCE = 1000
SALT_BYTES = 16
WORDS = ("reason", "facts")
# Of the tables, so that rows which nobody will change are in no session.
DECISIONS, DETAILS = (Base.metadata.tables[name] for name in ("decision", "decision_detail"))
COLUMNS = tuple(DECISIONS.c.keys())
INSERT, INSERT_DETAIL = insert(DECISIONS), insert(DETAILS)
LINKS = (
    select(DECISIONS, *(DETAILS.c[name] for name in (*WORDS, "salt")))
    .outerjoin(DETAILS, DETAILS.c.decision_id == DECISIONS.c.id)
    .order_by(DECISIONS.c.number)
    .limit(AT_ONCE)
)


def append(site_id: int, given: Mapping[str, Any], words: Mapping[str, str]) -> Decision:
    """Add a decision to the end of a site's chain; nobody else does until this is committed."""
    head = locked(site_id)
    (taken,) = crowds.take_numbers(Decision, 1)
    salt = secrets.token_hex(SALT_BYTES)
    row = {**dict.fromkeys(COLUMNS), **given, "id": taken, "site_id": site_id}
    row |= {"number": head.number + 1, "previous": head.digest}
    row["detail_digest"] = chain.seal(salt, words)
    row["digest"] = chain.digest(head.digest, fields_of(row))
    head.number, head.digest = row["number"], row["digest"]
    connection().execute(INSERT, row)
    connection().execute(INSERT_DETAIL, {"decision_id": taken, "salt": salt, **words})
    return bare(Decision, COLUMNS, row.values())


def locked(site_id: int) -> DecisionHead:
    asked = select(DecisionHead).where(DecisionHead.site_id == site_id).with_for_update()
    head = db.session.scalar(asked)
    if head is None:
        first = {"site_id": site_id, "number": 0, "digest": chain.BEGINNING}
        db.session.execute(insert_new(DecisionHead).values(first))
        head = db.session.scalars(asked).one()
    return head


def fields_of(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row.get(name) for name in chain.FIELDS}


def links(site_id: int) -> Iterator[Link]:
    """Read a site's chain from its beginning, so many at a time that memory stays small."""
    after = 0
    while rows := read(site_id, after):
        yield from map(link_of, rows)
        after = rows[-1]["number"]


def read(site_id: int, after: int) -> list[Mapping[str, Any]]:
    asked = LINKS.where(DECISIONS.c.site_id == site_id, DECISIONS.c.number > after)
    return [dict(row) for row in connection().execute(asked).mappings()]


def link_of(row: Mapping[str, Any]) -> Link:
    there = row["salt"] is not None
    return Link(
        row["id"],
        row["number"],
        row["previous"],
        row["digest"],
        fields_of(row),
        {name: row[name] for name in WORDS} if there else None,
        row["salt"],
    )


def head(site_id: int) -> Head:
    found = db.session.get(DecisionHead, site_id)
    return Head(found.number, found.digest) if found else Head()


def empty(comment_id: int) -> int:
    """Empty the words of every decision about a comment; answers of how many."""
    about = select(Decision.id).where(Decision.comment_id == comment_id)
    found = db.session.scalars(
        select(DecisionDetail).where(
            DecisionDetail.decision_id.in_(about), DecisionDetail.salt != ""
        )
    ).all()
    for detail in found:
        detail.reason = detail.facts = detail.salt = ""
    return len(found)
