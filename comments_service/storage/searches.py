"""Looks for comments of a site: by number, by their author's name, by words of their text."""

from string import ascii_lowercase, ascii_uppercase

from sqlalchemy import func, or_, select

from comments_service.storage import queues
from comments_service.storage.db import db
from comments_service.storage.models import Comment
from comments_service.storage.queues import Page
from comments_service.storage.types import small_letters

MOST_CHARACTERS = 100
# What is older than so many ids, of all sites together, is not looked at: it has no index.
LOOKED_AT = 50_000
LONGEST_ID = 15  # digits
SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)


def page(site_id: int, words: str, limit: int) -> Page:
    return Page(queues.items_of(ids(site_id, words, limit)), None)


def ids(site_id: int, words: str, limit: int) -> list[int]:
    """Return the newest that have these words; nothing is found by none."""
    words = words.strip()
    if not words:
        return []
    if words.isdecimal() and len(words) <= LONGEST_ID:
        named = select(Comment.id).where(Comment.id == int(words), Comment.site_id == site_id)
        return list(db.session.scalars(named))
    newest = select(func.max(Comment.id)).scalar_subquery()
    asked = select(Comment.id).where(
        Comment.site_id == site_id,
        Comment.id > newest - LOOKED_AT,
        or_(
            *(
                small_letters(column).contains(words.translate(SMALL), autoescape=True)
                for column in (Comment.text, Comment.author_name)
            )
        ),
    )
    return list(db.session.scalars(asked.order_by(Comment.id.desc()).limit(limit)))
