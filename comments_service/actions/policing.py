"""Set policies beside a site's own: of the instance, of its sections and of its articles."""

from collections.abc import Mapping
from typing import Any

from comments_service.actions import clock
from comments_service.domain import policy
from comments_service.storage import articles, policies, sites
from comments_service.storage.db import restarting, transaction
from comments_service.storage.models import Article

# What is given as `None` is inherited again.
Given = Mapping[str, Any]


@restarting
def set_instance(given: Given) -> None:
    """Set what holds on every site that says nothing else."""
    with transaction():
        policies.set_layer(policies.EVERY_SITE, policies.NO_SECTION, given)
        for site in sites.every():
            sites.touch(site)


@restarting
def set_section(site_id: int, section: str, given: Given) -> None:
    with transaction():
        policies.set_layer(site_id, section, given)
        sites.touch(sites.by_id(site_id))


@restarting
def set_article(site_id: int, key: str, given: Given) -> Article:
    """Set what holds for an article; one that nobody has posted on is made."""
    with transaction():
        article = at(site_id, key)
        article.policy = policy.changed(article.policy or {}, given) or None
        articles.touch(article)
        return article


@restarting
def set_section_of(site_id: int, key: str, section: str | None) -> Article:
    """Say in which section of its site an article stands; it inherits that one's policy."""
    with transaction():
        article = at(site_id, key)
        article.section = section
        articles.touch(article)
        return article


def at(site_id: int, key: str) -> Article:
    place = articles.lock(site_id, key) or articles.begin(site_id, key, clock.now())
    return place.article
