"""Close a thread to new comments, or open it again."""

from comments_service.actions import clock
from comments_service.actions.acting import Charge
from comments_service.storage import articles, outbox
from comments_service.storage.db import restarting, transaction
from comments_service.storage.models import Article


@restarting
def lock(site_id: int, key: str, *, charge: Charge) -> Article:
    """Lock an article; one that nobody has posted on is made, so that nobody will."""
    with transaction():
        place = articles.lock(site_id, key) or articles.begin(site_id, key, clock.now())
        turn(place.article, locked=True, charge=charge)
        return place.article


@restarting
def unlock(site_id: int, key: str, *, charge: Charge) -> Article | None:
    """Unlock an article; `None` when there is none, which is open already."""
    with transaction():
        place = articles.lock(site_id, key)
        if place is None:
            return None
        turn(place.article, locked=False, charge=charge)
        return place.article


def turn(article: Article, *, locked: bool, charge: Charge) -> None:
    if article.locked == locked:
        return
    charge("moderate")
    article.locked = locked
    articles.touch(article)
    outbox.record_article(
        "article.locked" if locked else "article.unlocked", article, at=clock.now()
    )
