"""A comment as a moderator sees it: whole, with what is known about it."""

from dataclasses import dataclass, field

from comments_service.domain.thread import Node


@dataclass
class Reviewed(Node):
    """A comment with its real status and the text as it was typed."""

    text: str = ""
    reasons: list[str] = field(default_factory=list)
    report_count: int = 0
    spamness: int | None = None


@dataclass(frozen=True)
class Record:
    """Of the last that an author wrote: how many there are, and how many were put away."""

    bad: int
    of: int


@dataclass(frozen=True)
class ArticleFacts:
    """An article; what is hinted came from a reader's page and is not confirmed."""

    key: str
    title: str | None
    url: str | None
    hinted_title: str | None
    hinted_url: str | None
    locked: bool

    @property
    def name(self) -> str:
        return self.title or self.hinted_title or self.key


@dataclass(frozen=True)
class Excerpt:
    """The beginning of another comment, in plain words."""

    id: int
    author: str
    status: str
    excerpt: str
