"""A feed, whatever it is written as: the newest comments of an article, or of a site."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from comments_service.domain import thread
from comments_service.domain.thread import ArticleHead
from comments_service.edge.widget.scene import Links, title_of
from comments_service.storage.models import Site
from comments_service.storage.newest import New
from comments_service.words import Words

MOST = 50
# Fifty of the longest comments would be a megabyte: what is older is left out.
MOST_CHARACTERS = 200_000


@dataclass(frozen=True)
class Place:
    """A comment's id in feeds, and where it stands."""

    id: str
    url: str


@dataclass(frozen=True)
class Entry:
    place: Place
    title: str
    author: str
    html: str
    published_at: datetime
    updated_at: datetime
    answers: Place | None


@dataclass(frozen=True)
class Feed:
    id: str
    title: str
    own: str
    page: str
    updated_at: datetime
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Source:
    """What a feed is of: a site, or one article of it."""

    site: Site
    links: Links
    words: Words
    article: ArticleHead | None = None

    def feed(self, newest: Sequence[New], own: str) -> Feed:
        entries = [self.entry(one) for one in bounded(newest)]
        return Feed(
            id=self.stable("article", self.article.key) if self.article else self.stable("site"),
            title=title_of(self.words, self.site.name, self.article),
            own=own,
            page=self.page(),
            updated_at=max((one.updated_at for one in entries), default=self.site.created_at),
            entries=entries,
        )

    def page(self) -> str:
        """Return where people read what the feed is of."""
        if self.article:
            return self.links.page()
        return self.site.origins[0] if self.site.origins else self.links.base

    def entry(self, new: New) -> Entry:
        comment = new.comment
        author = comment.author.name if comment.author else self.words("guest")
        published_at = comment.published_at or comment.created_at
        return Entry(
            place=self.place(comment.id),
            title=f"{author} · {new.article.title}" if new.article.title else author,
            author=author,
            html=comment.html or "",
            published_at=published_at,
            updated_at=max(published_at, comment.edited_at or published_at),
            answers=self.place(comment.parent_id) if comment.parent_id else None,
        )

    def place(self, comment_id: int) -> Place:
        return Place(self.stable("comment", comment_id), self.links.permalink(comment_id))

    def stable(self, kind: str, key: object = "") -> str:
        """Return an id that lasts, wherever the service moves to (RFC 4287, 4.2.6).

        An address would not: a new host, or https in the place of http, would make every entry
        a new one to every feed reader.
        """
        began = thread.microseconds(self.site.created_at)
        return uuid5(NAMESPACE_URL, f"{self.site.slug} {began} {kind} {key}").urn


def bounded(newest: Sequence[New]) -> Iterator[New]:
    left = MOST_CHARACTERS
    for one in newest:
        left -= len(one.comment.html or "")
        if left < 0:
            return
        yield one
