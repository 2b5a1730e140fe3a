"""What the templates need to know, and where their links lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from comments_service.actions.reporting import REASONS
from comments_service.domain.thread import ArticleHead, Node, ancestors_of
from comments_service.edge import spelling
from comments_service.storage.statements import Statement
from comments_service.words import AGES, Words

SORTS = ("newest", "oldest", "top")
# What only the script says; a string that counts goes along in all its forms.
SCRIPT_WORDS = (
    *AGES,
    "draft_back",
    "edit_left",
    "error_busy",
    "error_rate_limited",
    "error_text_too_long",
    "error_token_invalid",
    "failed",
    "mute",
    "mute_of",
    "new_comments",
    "offline",
    "replies",
    "retry",
    "slow",
    "unmute",
    "unsent",
    "wait",
)


@dataclass(frozen=True)
class Links:
    """Absolute addresses, since the fragment stands in other people's pages.

    `kept` goes along to every page: the language, the theme and the size that were asked for.
    """

    base: str
    place: str
    site: str
    article: str
    kept: Mapping[str, object] = field(default_factory=dict)

    def page(self, **more: object) -> str:
        """Return the page that links of this one lead to: `/t`, or the frame inside a frame."""
        anchor = more.pop("anchor", None)
        found = {"site": self.site, "article": self.article, **self.kept, **more}
        asked = {name: value for name, value in found.items() if value is not None}
        if asked.get("sort") == SORTS[0]:
            del asked["sort"]
        query = spelling.written(asked.items())
        return f"{self.base}{self.place}?{query}" + (f"#{anchor}" if anchor else "")

    def feed(self, form: str) -> str:
        query = spelling.written({"site": self.site, "article": self.article}.items())
        return f"{self.base}/feeds/{form}?{query}"

    def permalink(self, comment_id: int) -> str:
        return f"{self.base}/c/{comment_id}"

    def door(self, name: str) -> str:
        return f"{self.base}/embed/v1/{name}"

    @property
    def mine(self) -> str:
        return f"{self.base}/mine"

    def appeal(self, ticket: str) -> str:
        """Return where an author reads what was decided, and may appeal."""
        return self.of_its_own("appeal", t=ticket)

    def notice(self, comment_id: int | None = None) -> str:
        """Return where anyone notifies of illegal content; the script adds what it is about."""
        return self.of_its_own("notice", comment=comment_id)

    def of_its_own(self, name: str, **more: object) -> str:
        """Return a page that is of no thread, and keeps the language alone."""
        asked = {"lang": self.kept.get("lang"), **more}
        query = spelling.written((key, value) for key, value in asked.items() if value)
        return f"{self.base}/{name}" + (f"?{query}" if query else "")


@dataclass(frozen=True)
class Writing:
    """A form for readers without a script, and what they had typed."""

    form: str
    parent: Node | None = None
    text: str = ""
    name: str = ""
    token: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Own:
    """A comment as its author sees it without a script, with what leads back to it.

    `credential` is the name of the form's field that `value` goes into.
    """

    node: Node
    text: str
    until: datetime
    credential: str
    value: str
    code: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Told:
    """What the author is told of the decision about a comment of theirs.

    `why` it waits, in keys of words, while nothing is decided; `ticket` leads to the page on
    which a decision may be appealed against, `until` a moment.
    """

    statement: Statement
    why: Sequence[str]
    ticket: str
    until: datetime | None


@dataclass(frozen=True)
class Thread:
    """One view of a thread: a page of it, or a part: a branch, or a comment in its place."""

    article: ArticleHead
    count: int = 0
    comments: Sequence[Node] = ()
    pinned: Sequence[Node] = ()
    next_cursor: str | None = None
    branch: int | None = None
    target: int | None = None
    later: bool = False

    @property
    def part(self) -> bool:
        return self.branch is not None or self.target is not None


@dataclass(frozen=True)
class Scene:
    words: Words
    links: Links
    site_name: str
    thread: Thread
    sort: str = "newest"
    notices: Sequence[str] = ()
    open: bool = True
    level: int = 2
    writing: Writing | None = None
    own: Own | None = None
    reporting: Node | None = None
    elsewhere: Mapping[int, str] = field(default_factory=dict)
    told: Mapping[int, Told] = field(default_factory=dict)
    sorts: Sequence[str] = SORTS
    reasons: Sequence[str] = REASONS

    @property
    def personal(self) -> bool:
        """Whether it holds something of one reader's: a form, or their own comment."""
        return bool(self.writing or self.own or self.reporting)

    @property
    def script_words(self) -> dict[str, Any]:
        return {name: self.words.strings[name] for name in SCRIPT_WORDS}

    @property
    def came(self) -> int:
        """Count what a later part brings; the top of a branch stands on the page already."""
        here = walk(self.thread.comments)
        return published([one for one in here if one.id != self.thread.branch])

    def left(self, node: Node) -> int:
        """Count the replies that are not here: of a page, or around a comment in its place."""
        if node.more:
            return node.more.count
        around = node.parent_id is None and self.thread.target not in {None, node.id}
        return node.reply_count - published(walk(node.replies)) if around else 0

    @cached_property
    def names(self) -> Mapping[int, str]:
        """Who wrote what, so that a reply can say whom it answers."""
        here = {node.id: self.name(node) for node in walk(self.thread.comments) if node.author}
        return {**self.elsewhere, **here}

    def name(self, node: Node) -> str:
        return node.author.name if node.author else self.words("guest")

    def under(self, node: Node) -> int | None:
        """Return below which comment one is shown, which may not be on this page."""
        above = ancestors_of(node.path)
        return above[-1] if above else None


def title_of(told: Words, site_name: str, article: ArticleHead | None) -> str:
    """Return what a thread, or with no article a whole site's talk, is called by itself."""
    of_site = told("on_site", site=site_name)
    return f"{article.title} · {of_site}" if article and article.title else of_site


def walk(nodes: Sequence[Node]) -> list[Node]:
    """Return nodes and all their replies, without recursion: threads may be deep."""
    found = list(nodes)
    for node in found:
        found.extend(node.replies)
    return found


def published(nodes: Sequence[Node]) -> int:
    return sum(not node.tombstone for node in nodes)
