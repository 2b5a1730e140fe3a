"""From what was asked for to the view of a thread, read in one snapshot."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from comments_service import words
from comments_service.domain import policy
from comments_service.domain.errors import CommentUnknown
from comments_service.domain.thread import STEP, Node
from comments_service.edge import links
from comments_service.edge.widget.asked import PAGE_SIZE, THEMES
from comments_service.edge.widget.scene import Links, Scene, Thread
from comments_service.storage import threads
from comments_service.storage.models import Article, Site

# What goes along to every page that a page links to, unless it is as usual.
USUAL: Mapping[str, set[object]] = {
    "lang": {"", words.DEFAULT},
    "theme": {"", THEMES[0]},
    "limit": {"", PAGE_SIZE},
}


def scene(site: Site, article: Article | None, asked: Mapping[str, Any], place: str) -> Scene:
    """Read what a page shows. `place` is where its own links lead."""
    thread = view(site, article, asked)
    rules = policy.read(site.policy)
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


def notices(rules: policy.Policy, *, locked: bool) -> Sequence[str]:
    if locked:
        return ("closed",)
    if rules.posting == "closed":
        return ("posting_closed",)
    return ("pre_moderated",) if "pre" in rules.moderation or rules.posting == "held" else ()


def view(site: Site, article: Article | None, asked: Mapping[str, Any]) -> Thread:
    if asked.get("comment"):
        return place_of(site, asked["comment"])
    if asked.get("branch"):
        return branch(site, asked["branch"], asked["cursor"])
    page = threads.page_of(
        article, asked["article"], asked["sort"], limit=asked["limit"], cursor=asked["cursor"]
    )
    return Thread(
        page.article,
        page.count,
        page.comments,
        page.pinned,
        page.next_cursor,
        later=asked["cursor"] is not None,
    )


def place_of(site: Site, comment_id: int) -> Thread:
    """A comment below all that it answers, with its first replies."""
    found = single(site, comment_id, replies=20)
    chain = [*found.ancestors, found.comment]
    for above, below in pairwise(chain):
        above.replies.append(below)
    return replace(part(found.article, chain[0]), target=comment_id)


def branch(site: Site, comment_id: int, cursor: str | None) -> Thread:
    top = single(site, comment_id, replies=0)
    top.comment.more = None
    found = threads.branch(comment_id, cursor=cursor)
    hang(top.comment, found.comments)
    thread = part(top.article, top.comment)
    return replace(thread, branch=comment_id, next_cursor=found.next_cursor, later=True)


def single(site: Site, comment_id: int, *, replies: int) -> threads.Single:
    """Read a comment of this site; one of another is as unknown as one that never was."""
    found = threads.one(comment_id, replies=replies)
    if found.article.site_id != site.id:
        raise CommentUnknown
    return found


def part(article: Article, top: Node) -> Thread:
    return Thread(threads.head_of(article), article.comment_count, [top])


def hang(top: Node, replies: Sequence[Node]) -> None:
    """Nest a later part of a branch; what answers an earlier part stands right below the top."""
    here = {top.path: top}
    for reply in replies:
        here.get(reply.path[:-STEP], top).replies.append(reply)
        here[reply.path] = reply
