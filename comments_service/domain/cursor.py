"""Places in a list, handed out as opaque strings.

A cursor names its sort and its thread, so that one from elsewhere is refused and never
read as a place in this list. It holds nothing that the page itself does not show.
"""

import struct
from dataclasses import dataclass
from typing import Literal

from comments_service.domain import base64url
from comments_service.domain.errors import CursorInvalid

Sort = Literal["newest", "oldest", "top"]
SORTS: tuple[Sort, ...] = ("newest", "oldest", "top")

VERSION = 1
BRANCH = 9
# Moderators' lists are numbered from here on, far from the sorts of a thread.
LISTS = 16
# version, list, whose list it is (an article, a root, a site …), score, created_at (µs), id
ROOT_PLACE = struct.Struct(">BBQqqQ")
BRANCH_HEAD = struct.Struct(">BBQ")
STEP_BYTES = 16
MOST_STEPS = 9
# What no row of ours can hold would be an error of the database, not an empty page.
HIGHEST_ID = 2**53 - 1
MOST_VOTES = 2**31 - 1
EARLIEST, LATEST = -62_135_596_800_000_000, 253_402_300_799_999_999


@dataclass(frozen=True)
class Place:
    """Where a walk over top-level comments stands: behind this comment."""

    score: int
    created_at: int
    id: int


def write(sort: Sort, article_id: int, place: Place) -> str:
    return write_place(SORTS.index(sort), article_id, place)


def read(cursor: str, sort: Sort, article_id: int) -> Place:
    """Refuse (`CursorInvalid`) what was not written for this sort of this article."""
    return read_place(cursor, SORTS.index(sort), article_id)


def write_list(number: int, owner_id: int, place: Place) -> str:
    """Write a place in one of the moderators' lists, of a site or of a comment."""
    return write_place(LISTS + number, owner_id, place)


def read_list(cursor: str, number: int, owner_id: int) -> Place:
    """Refuse (`CursorInvalid`) what was not written for this list of this owner."""
    return read_place(cursor, LISTS + number, owner_id)


def write_place(number: int, owner_id: int, place: Place) -> str:
    return base64url.encode(
        ROOT_PLACE.pack(VERSION, number, owner_id, place.score, place.created_at, place.id)
    )


def read_place(cursor: str, number: int, owner_id: int) -> Place:
    try:
        *head, score, created_at, comment = ROOT_PLACE.unpack(decode(cursor))
    except struct.error as error:
        raise CursorInvalid from error
    if head != [VERSION, number, owner_id]:
        raise CursorInvalid
    possible = abs(score) <= MOST_VOTES and EARLIEST <= created_at <= LATEST
    if comment > HIGHEST_ID or not possible:
        raise CursorInvalid
    return Place(score, created_at, comment)


def write_branch(comment_id: int, path: bytes) -> str:
    return base64url.encode(BRANCH_HEAD.pack(VERSION, BRANCH, comment_id) + path)


def read_branch(cursor: str, comment_id: int) -> bytes:
    """Return the path behind which a branch goes on; refuse one of another branch."""
    packed = decode(cursor)
    path = packed[BRANCH_HEAD.size :]
    try:
        head = BRANCH_HEAD.unpack(packed[: BRANCH_HEAD.size])
    except struct.error as error:
        raise CursorInvalid from error
    whole = len(path) % STEP_BYTES == 0 and 0 < len(path) <= MOST_STEPS * STEP_BYTES
    if head != (VERSION, BRANCH, comment_id) or not whole:
        raise CursorInvalid
    return path


def decode(cursor: str) -> bytes:
    try:
        return base64url.decode(cursor)
    except ValueError as error:
        raise CursorInvalid from error
