"""Make the demo: two sites, a moderator, and articles with what is said about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from comments_service import demo
from comments_service.actions import administering, clock, posting
from comments_service.actions.posting import Draft
from comments_service.demo import Said, Story
from comments_service.domain import origins, text
from comments_service.storage import authors, comments, moderators, sites, votes
from comments_service.storage.authors import Subject
from comments_service.storage.db import restarting, snapshot, transaction
from comments_service.storage.models import Site

DEPTH = 8
MODERATOR = "Demo moderator"
SITES = (("demo", "Tidings", "post"), ("careful", "The Meridian", "pre"))


def make(homes: Sequence[str]) -> str:
    """Make what is not there yet, and return the moderator's name.

    `homes` are the addresses under which the demo's own pages are reached. A second start
    makes nothing twice; it only lets those pages in.
    """
    pages = [origins.of(home) for home in homes]
    with snapshot():
        there = {site.slug for site in sites.every()}
        known = moderators.by_name(MODERATOR) is not None
    if not known:
        administering.invite(MODERATOR, None, "admin")
    for slug, name, moderation in SITES:
        if slug in there:
            administering.set_site(slug, name=None, origins=pages, rules={})
        else:
            site = administering.create_site(slug, name, pages, {"moderation": moderation})
            begin(site, homes[0])
    return MODERATOR


def begin(site: Site, home: str) -> None:
    for story in demo.stories():
        if story.site == site.slug:
            tell(site.id, story, f"{home}/demo/{story.slug}")


@restarting
def tell(site_id: int, story: Story, url: str) -> None:
    """Write down what is said about an article, as if it had been said over the day."""
    with transaction():
        scribe = Scribe(site_id, story, url, clock.now())
        for said in story.comments:
            scribe.write(said, None)


@dataclass(frozen=True)
class Scribe:
    """Writes one article's discussion, inside the transaction that is open."""

    site_id: int
    story: Story
    url: str
    began: datetime

    def write(self, said: Said, parent_id: int | None) -> None:
        draft = self.draft(said, parent_id)
        posted = posting.write(draft, text.render(said.text), depth=DEPTH, charge=freely)
        self.vote(posted.comment.id, said)
        for reply in said.replies:
            self.write(reply, posted.comment.id)

    def draft(self, said: Said, parent_id: int | None) -> Draft:
        return Draft(
            site_id=self.site_id,
            article=self.story.slug,
            text=said.text,
            poster=somebody(said.name),
            parent_id=parent_id,
            title=self.story.headline,
            url=self.url,
            confirmed=True,
            badge="Author" if said.staff else None,
            created_at=self.began - timedelta(minutes=said.minutes),
        )

    def vote(self, comment_id: int, said: Said) -> None:
        """Every vote is somebody's, so that the figures are as exact here as anywhere."""
        comment = comments.existing(comment_id)
        for number, value in enumerate([1] * said.up + [-1] * said.down):
            voter = authors.of_subject(self.site_id, somebody(f"Reader {number}"), self.began)
            votes.put(comment, voter, value, network="", now=self.began)


def somebody(name: str) -> Subject:
    return Subject("reader", "demo", name, name)


def freely(_limit: str) -> None:
    """Charge nothing: nobody has asked for this."""
