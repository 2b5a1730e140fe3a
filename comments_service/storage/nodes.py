"""A row of a comment as others may see it: whole, or as a tombstone."""

from typing import Any

from comments_service.domain.thread import Author, Node
from comments_service.storage.models import Comment

COLUMNS = (
    Comment.id,
    Comment.version,
    Comment.parent_id,
    Comment.root_id,
    Comment.depth,
    Comment.path,
    Comment.author_id,
    Comment.author_name,
    Comment.author_kind,
    Comment.badge,
    Comment.html,
    Comment.status,
    Comment.pinned,
    Comment.created_at,
    Comment.published_at,
    Comment.edited_at,
    Comment.up,
    Comment.down,
    Comment.reply_count,
    Comment.score,
)


def node(row: Any, key: str) -> Node:
    """Show a row as anyone may see it: what is not published is a tombstone."""
    return whole(row, key) if row.status == "published" else tombstone(row, key)


def tombstone(row: Any, key: str) -> Node:
    return Node(
        id=row.id,
        version=None,
        article=key,
        parent_id=row.parent_id,
        root_id=row.root_id,
        depth=row.depth,
        author=None,
        html=None,
        status="deleted",
        pinned=False,
        created_at=row.created_at,
        published_at=None,
        edited_at=None,
        up=0,
        down=0,
        reply_count=row.reply_count,
        path=row.path,
    )


def whole(row: Any, key: str) -> Node:
    """Show a row with its real status and text: to its author and to moderators alone."""
    return Node(
        id=row.id,
        version=row.version,
        article=key,
        parent_id=row.parent_id,
        root_id=row.root_id,
        depth=row.depth,
        author=Author(row.author_id, row.author_name, row.author_kind, row.badge),
        html=row.html,
        status=row.status,
        pinned=row.pinned,
        created_at=row.created_at,
        published_at=row.published_at,
        edited_at=row.edited_at,
        up=row.up,
        down=row.down,
        reply_count=row.reply_count,
        path=row.path,
    )


def own(comment: Comment, key: str) -> Node:
    """Show a comment to its author: whole, unless it was deleted."""
    return tombstone(comment, key) if comment.status == "deleted" else whole(comment, key)
