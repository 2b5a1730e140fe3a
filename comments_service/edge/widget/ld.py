"""A thread as search engines read it: schema.org's NewsArticle with its comments inside."""

from collections.abc import Iterator, Sequence
from typing import Any

from comments_service.domain import text
from comments_service.domain.thread import ArticleHead, Node
from comments_service.edge.fields import rfc3339
from comments_service.edge.widget.scene import Links, walk

# A page of the longest comments would be a megabyte that nobody looks at.
MOST_CHARACTERS = 200_000


def article(head: ArticleHead, count: int, comments: Sequence[Node], links: Links) -> Any:
    """Describe a thread's first page; `@id` joins it to what the publisher says of the article."""
    about = {"@id": head.url, "url": head.url, "headline": head.title}
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        **{name: value for name, value in about.items() if value},
        "discussionUrl": links.page(),
        "commentCount": count,
        "comment": [comment(one, links) for one in published(bounded(comments))],
    }


def comment(node: Node, links: Links) -> dict[str, Any]:
    edited = {"dateModified": rfc3339(node.edited_at)} if node.edited_at else {}
    return {
        "@type": "Comment",
        "url": links.permalink(node.id),
        "text": text.plain(node.html or ""),
        "author": {"@type": "Person", "name": node.author.name if node.author else ""},
        "datePublished": rfc3339(node.published_at or node.created_at),
        **edited,
        "upvoteCount": node.up,
        "downvoteCount": node.down,
        # Never deeper than the display depth, so this recursion is bounded by it.
        "comment": [comment(one, links) for one in published(node.replies)],
    }


def published(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield comments; in a tombstone's place what was answered to it."""
    for node in nodes:
        if node.tombstone:
            yield from published(node.replies)
        else:
            yield node


def bounded(roots: Sequence[Node]) -> list[Node]:
    left, taken = MOST_CHARACTERS, []
    for root in roots:
        left -= sum(len(one.html or "") for one in walk([root]))
        if left < 0:
            break
        taken.append(root)
    return taken
