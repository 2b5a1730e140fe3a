"""From what was asked for to the view of a thread, read in one snapshot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from comments_service import words
from comments_service.actions import clock
from comments_service.domain.errors import CommentUnknown
from comments_service.domain.policy import Policy
from comments_service.domain.thread import STEP, ArticleHead, Node
from comments_service.edge import links
from comments_service.edge.widget.asked import PAGE_SIZE, THEMES
from comments_service.edge.widget.scene import Links, Scene, Thread
from comments_service.storage import threads
from comments_service.storage.models import Article, Site
from comments_service.storage.threads import Branch, Single

# What goes along to every page that a page links to, unless it is as usual.
USUAL: Mapping[str, set[object]] = {
    "lang": {"", words.DEFAULT},
    "theme": {"", THEMES[0]},
    "limit": {"", PAGE_SIZE},
}


@dataclass(frozen=True)
class Seen:
    """A view of a thread, with the rows that it was read from, and until when it holds."""

    site: Site
    article: Article | None
    thread: Thread
    rules: Policy
    until: datetime | None


def scene(seen: Seen, asked: Mapping[str, Any], place: str) -> Scene:
    """Say what a page shows. `place` is where its own links lead."""
    site, thread, rules = seen.site, seen.thread, seen.rules
    return Scene(
        words=words.of(asked["lang"]),
        links=links_of(site.slug, thread.article.key, asked, place),
        site_name=site.name,
        thread=thread,
        sort=asked.get("sort", "newest"),
        notices=notices(rules, locked=thread.article.locked),
        open=rules.posting != "closed" and not thread.article.locked,
    )


def links_of(site: str, article: str, asked: Mapping[str, Any], place: str) -> Links:
    kept = {name: asked[name] for name, least in USUAL.items() if asked.get(name, "") not in least}
    return Links(links.base(), place, site, article, kept)


def notices(rules: Policy, *, locked: bool) -> Sequence[str]:
    if locked:
        return ("closed",)
    if rules.posting == "closed":
        return ("posting_closed",)
    return ("pre_moderated",) if "pre" in rules.moderation or rules.posting == "held" else ()


def seen(asked: Mapping[str, Any]) -> Seen:
    """Read what was asked for; all of it in the snapshot that is open."""
    if asked["comment"]:
        return in_place(asked["comment"], asked["site"])
    if asked["branch"]:
        return branch(asked["branch"], asked["site"], asked["cursor"])
    found, now = threads.find(asked["site"], asked["article"]), clock.now()
    page = threads.page_of(
        found,
        *(asked["article"], asked["sort"]),
        now=now,
        limit=asked["limit"],
        cursor=asked["cursor"],
    )
    thread = Thread(
        page.article,
        page.count,
        page.comments,
        page.pinned,
        page.next_cursor,
        later=asked["cursor"] is not None,
    )
    return Seen(found.site, found.article, thread, found.rules, found.until(now))


def in_place(comment_id: int, slug: str | None = None) -> Seen:
    """Read a comment below all that it answers, with its first replies."""
    found, now = threads.one(comment_id, replies=20), clock.now()
    chain = [*found.ancestors, found.comment]
    for above, below in pairwise(chain):
        above.replies.append(below)
    return part(found, slug, now, Thread(head(found, now), target=comment_id, comments=chain[:1]))


def branch(comment_id: int, slug: str, cursor: str | None) -> Seen:
    found, now = threads.branch(comment_id, cursor=cursor), clock.now()
    hang(found.top, found.comments)
    thread = Thread(
        head(found, now),
        comments=[found.top],
        branch=comment_id,
        next_cursor=found.next_cursor,
        later=True,
    )
    return part(found, slug, now, thread)


def head(found: Single | Branch, now: datetime) -> ArticleHead:
    return found.head(found.article.key, now)


def part(found: Single | Branch, slug: str | None, now: datetime, thread: Thread) -> Seen:
    """Refuses (`CommentUnknown`) what is of another site: it is as unknown as what never was."""
    if slug not in {None, found.site.slug}:
        raise CommentUnknown
    shown = replace(thread, count=found.article.comment_count)
    return Seen(found.site, found.article, shown, found.rules, found.until(now))


def hang(top: Node, replies: Sequence[Node]) -> None:
    """Nest a later part of a branch; what answers an earlier part stands right below the top."""
    here = {top.path: top}
    for reply in replies:
        here.get(reply.path[:-STEP], top).replies.append(reply)
        here[reply.path] = reply
