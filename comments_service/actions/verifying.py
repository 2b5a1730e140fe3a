"""Verify that the record of decisions is as it was written, and empty the words of an entry."""

from dataclasses import dataclass

from comments_service.domain.chain import Flaw, Head, Walk
from comments_service.domain.errors import CommentUnknown
from comments_service.storage import chains, comments, sites
from comments_service.storage.db import restarting, snapshot, transaction


@dataclass(frozen=True)
class Verified:
    """How far a site's record was followed, and the first entry that is not as it was written."""

    slug: str
    head: Head
    flaw: Flaw | None


def slugs(slug: str | None) -> list[str]:
    """Return one site, or all of them; refuses (`SiteUnknown`) a slug of none."""
    with snapshot():
        return [sites.by_slug(slug).slug] if slug else [site.slug for site in sites.every()]


def verify(slug: str) -> Verified:
    """Follow a site's chain from its beginning, in one state of the database."""
    with snapshot():
        site_id, walk = sites.by_slug(slug).id, Walk()
        for link in chains.links(site_id):
            if flaw := walk.step(link):
                return Verified(slug, walk.reached, flaw)
        return Verified(slug, walk.reached, walk.end(chains.head(site_id)))


@restarting
def empty(comment_id: int) -> int:
    """Empty the words of the decisions about a comment, for good; the record itself stays.

    Answers of how many. Refuses (`CommentUnknown`) an id of none.
    """
    with transaction():
        if comments.get(comment_id) is None:
            raise CommentUnknown
        return chains.empty(comment_id)
