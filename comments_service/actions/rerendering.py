"""Bring the HTML of older comments up to the text policy of today."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from comments_service.domain import text
from comments_service.domain.errors import CommentUnknown
from comments_service.storage import comments
from comments_service.storage.comments import Text
from comments_service.storage.db import restarting, snapshot, transaction

CHUNK = 200


@dataclass(frozen=True)
class Progress:
    """How many comments were rendered again, and how many of them look different now."""

    done: int
    changed: int


def rerender() -> Iterator[Progress]:
    """Render all that an older policy made, a chunk at a time; answers after each.

    May be stopped at any moment and begun again: what is done is not found any more.
    """
    done = changed = last = 0
    while chunk := outdated(after=last):
        # Before the lock: two hundred texts may take seconds, and readers want to post.
        changed += keep([(old, text.to_html(old.text)) for old in chunk])
        done += len(chunk)
        last = chunk[-1].comment_id
        yield Progress(done, changed)


def outdated(*, after: int) -> Sequence[Text]:
    with snapshot():
        return comments.outdated(text.POLICY, after=after, limit=CHUNK)


@restarting
def keep(rendered: Sequence[tuple[Text, str]]) -> int:
    with transaction():
        return sum(replace(old, html) for old, html in rendered)


def replace(old: Text, html: str) -> bool:
    """Replace one comment's HTML, unless it was edited or erased in the meantime."""
    with suppress(CommentUnknown):
        found = comments.lock(old.comment_id)
        if found.comment.text == old.text:
            return comments.rerender(found, html=html, policy=text.POLICY)
    return False
