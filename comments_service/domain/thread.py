"""The shape of a thread: paths, what is shown, and rows arranged into a tree.

A path is bytes: for each display ancestor and then the comment itself a step of 16
(created_at in µs, id), so that sorting by path reads a branch with parents first and
siblings oldest first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

STEP = 16
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
# Times before 1970 sort in front: the step holds the µs since the year 1.
OFFSET = -((datetime(1, 1, 1, tzinfo=UTC) - EPOCH) // MICROSECOND)


@dataclass(frozen=True)
class Author:
    id: int
    name: str
    kind: str
    badge: str | None


@dataclass(frozen=True)
class More:
    """How many published replies of a branch are not on the page, and where they begin."""

    count: int
    cursor: str


@dataclass
class Node:
    """A comment as a reader sees it; a tombstone has neither author nor text."""

    id: int
    version: int | None
    article: str
    parent_id: int | None
    root_id: int
    depth: int
    author: Author | None
    html: str | None
    status: str
    pinned: bool
    created_at: datetime
    published_at: datetime | None
    edited_at: datetime | None
    up: int
    down: int
    reply_count: int
    path: bytes
    replies: "list[Node]" = field(default_factory=list)
    more: More | None = None

    @property
    def tombstone(self) -> bool:
        return self.author is None


@dataclass(frozen=True)
class ArticleHead:
    key: str
    title: str | None = None
    url: str | None = None
    locked: bool = False


@dataclass(frozen=True)
class Page:
    article: ArticleHead
    count: int = 0
    pinned: Sequence[Node] = ()
    comments: Sequence[Node] = ()
    next_cursor: str | None = None
    version: int = 0


def microseconds(moment: datetime) -> int:
    return (moment - EPOCH) // MICROSECOND


def moment(microseconds: int) -> datetime:
    return EPOCH + microseconds * MICROSECOND


def step(created_at: datetime, comment_id: int) -> bytes:
    return (microseconds(created_at) + OFFSET).to_bytes(8, "big") + comment_id.to_bytes(8, "big")


def place_under(parent_path: bytes, *, depth: int) -> bytes:
    """Return the path under which a reply is shown.

    At most `depth` ancestors are kept: a deeper reply stands under the deepest of them.
    """
    return parent_path[: depth * STEP]


def ids_of(path: bytes) -> list[int]:
    return [int.from_bytes(path[at + 8 : at + STEP], "big") for at in range(0, len(path), STEP)]


def ancestors_of(path: bytes) -> list[int]:
    return ids_of(path)[:-1]


def depth_of(path: bytes) -> int:
    return len(path) // STEP - 1


def behind(path: bytes) -> bytes:
    """Return the first byte string that sorts behind every path of this branch."""
    number = int.from_bytes(path, "big") + 1
    return number.to_bytes(len(path), "big")


def nest(root: Node, replies: Iterable[Node]) -> Node:
    """Hang replies, which come in path order, under their display parents, without recursion."""
    by_path = {root.path: root}
    for reply in replies:
        by_path[reply.path] = reply
        by_path[reply.path[:-STEP]].replies.append(reply)
    return root
