"""Close a thread to new comments, or open it again."""

from datetime import datetime

from comments_service.actions import clock
from comments_service.actions.acting import Charge
from comments_service.storage import articles, authors, decisions, outbox
from comments_service.storage.authors import Subject
from comments_service.storage.db import restarting, transaction
from comments_service.storage.decisions import Act
from comments_service.storage.models import Article


@restarting
def lock(site_id: int, key: str, by: Subject, *, charge: Charge) -> Article:
    """Lock an article; one that nobody has posted on is made, so that nobody will."""
    with transaction():
        place = articles.lock(site_id, key) or articles.begin(site_id, key, clock.now())
        turn(place.article, by, locked=True, charge=charge)
        return place.article


@restarting
def unlock(site_id: int, key: str, by: Subject, *, charge: Charge) -> Article | None:
    """Unlock an article; `None` when there is none, which is open already."""
    with transaction():
        place = articles.lock(site_id, key)
        if place is None:
            return None
        turn(place.article, by, locked=False, charge=charge)
        return place.article


def turn(article: Article, by: Subject, *, locked: bool, charge: Charge) -> None:
    if article.locked == locked:
        return
    charge("moderate")
    now = clock.now()
    article.locked = locked
    articles.touch(article)
    record(article, by, locked=locked, now=now)
    outbox.record_article("article.locked" if locked else "article.unlocked", article, at=now)


def record(article: Article, by: Subject, *, locked: bool, now: datetime) -> None:
    moderator = authors.of_subject(article.site_id, by, now)
    before, after = ("open", "closed") if locked else ("closed", "open")
    undone = None if locked else decisions.last(article, "lock")
    act = Act("lock" if locked else "unlock", before, after, reverses=undone)
    decisions.add(article, moderator, act, now)
