"""Post a comment."""

from dataclasses import dataclass, replace
from datetime import datetime

from comments_service.actions import acting, clock, judging
from comments_service.actions.acting import STAFF, Charge, Guest, Who
from comments_service.actions.guests import refuse_staff_name
from comments_service.actions.judging import Case, Looked, Signs
from comments_service.domain import policy, text, verdict
from comments_service.domain.errors import (
    ArticleClosed,
    ArticleUnknown,
    GuestsRefused,
    Invalid,
    ParentGone,
    ParentUnknown,
    TokenInvalid,
)
from comments_service.domain.networks import Origin
from comments_service.domain.text import Rendered
from comments_service.domain.verdict import Verdict
from comments_service.storage import (
    articles,
    authors,
    bans,
    comments,
    idempotency,
    outbox,
    policies,
    posts,
    urgency,
)
from comments_service.storage.authors import Subject
from comments_service.storage.db import restarting, transaction
from comments_service.storage.idempotency import Key
from comments_service.storage.models import Article, Author, Comment, Idempotency
from comments_service.storage.policies import Terms
from comments_service.storage.posts import Ground


@dataclass(frozen=True)
class Draft:
    """What is to be posted. `created_at`, `source` and `confirmed` are for services alone.

    `title` and `url` describe the article: hints, unless a service confirms them. `signed` is
    a name that this one comment bears instead of its author's; `signs` what its form tells.
    `origin` is a reader's network; `email_domain` is compared with the bans and not kept.
    """

    site_id: int
    article: str
    text: str
    poster: Who
    parent_id: int | None = None
    parent_source_id: str | None = None
    title: str | None = None
    url: str | None = None
    confirmed: bool = False
    badge: str | None = None
    signed: str | None = None
    created_at: datetime | None = None
    source: str | None = None
    source_id: str | None = None
    signs: Signs = judging.NONE
    origin: Origin | None = None
    email_domain: str | None = None

    @property
    def by_staff(self) -> bool:
        return isinstance(self.poster, Subject) and self.poster.kind in STAFF

    @property
    def trusted(self) -> bool:
        """Staff is not held back, and what a service backfills was published long ago."""
        return self.by_staff or self.created_at is not None

    @property
    def pair(self) -> tuple[str, str] | None:
        """Where it comes from, and which it is there."""
        return (self.source, self.source_id) if self.source and self.source_id else None


@dataclass(frozen=True)
class Posted:
    """What was made. It is an earlier comment if its source (`repeated`) or its key was known."""

    comment: Comment
    article: str
    author: Author
    made_guest: bool = False
    repeated: bool = False
    replayed: bool = False


@restarting
def post(draft: Draft, *, depth: int, charge: Charge, key: Key | None = None) -> Posted:
    """Post a comment, or answer a repeated request with what its first one made.

    `charge` is called with the name of a limit when nothing else can refuse any more;
    what it raises undoes everything.
    """
    rendered = text.render(draft.text)
    looked = judging.NOTHING if draft.trusted else judging.look(draft.site_id, rendered)
    with transaction():
        if key and (first := idempotency.claim(key, clock.now())):
            return replay(first)
        posted = write(draft, rendered, depth=depth, charge=charge, looked=looked)
        if key:
            idempotency.remember(key, posted.comment.id, made_guest=posted.made_guest)
        return posted


def write(
    draft: Draft,
    rendered: Rendered,
    *,
    depth: int,
    charge: Charge,
    looked: Looked = judging.NOTHING,
) -> Posted:
    """Post inside the transaction that is open what the rules have looked at before."""
    ground = posts.find(draft.site_id, draft.article, draft.parent_id)
    # Before its article is begun: of two at once the second breaks off on the unique index, and
    # finds the first when it runs again.
    if draft.pair and (first := comments.by_source(draft.site_id, *draft.pair)):
        return replace(again(first), repeated=True)
    terms = ground.terms if ground else policies.of_site(draft.site_id).terms()
    verdict.refuse_closed(terms.policy, trusted=draft.trusted)
    ground = ground or begun(draft, terms, charge)
    article, now = ground.place.article, clock.now()
    refuse_over(draft, terms.policy, article, now)
    parent = parent_of(draft, ground)
    author, made = author_of(draft, terms.policy)
    signs = admitted(draft, author, terms, now)
    charge("post")
    case = Case(terms, rendered, draft.site_id, article.id, author.id, now, signs)
    judged = judging.judge(case, looked, trusted=draft.trusted)
    comment = composed(draft, rendered, judged, created_at=time_of(draft, parent, now))
    comments.sign(comment, author, draft.signed or author.name)
    if comment.status == "held":
        urgency.weigh(comment, unknown=made)
    posts.add(comment, ground, parent, depth=depth)
    describe(article, draft)
    posts.save(article)
    judging.keep(comment, judged, at=now)
    outbox.record(f"comment.{comment.status}", comment, at=now)
    return Posted(comment, article.key, author, made_guest=made)


def composed(draft: Draft, rendered: Rendered, judged: Verdict, *, created_at: datetime) -> Comment:
    return Comment(
        site_id=draft.site_id,
        badge=draft.badge,
        text=rendered.text,
        html=rendered.html,
        text_policy=text.POLICY,
        status=judged.status,
        reasons=judged.codes,
        sameness=judged.sameness,
        network=draft.origin.stored if draft.origin else None,
        spamness=judged.spamness,
        created_at=created_at,
        source=draft.source,
        source_id=draft.source_id,
    )


def refuse_over(draft: Draft, rules: policy.Policy, article: Article, now: datetime) -> None:
    """Refuses (`ArticleClosed`) readers in a thread that is locked, or closed by its age."""
    over = not draft.trusted and policy.is_over(rules, article.created_at, now=now)
    if over or (article.locked and not draft.by_staff):
        raise ArticleClosed


def begun(draft: Draft, terms: Terms, charge: Charge) -> Ground:
    """Begin the article with its first comment."""
    if terms.policy.articles == "registered" and not draft.confirmed:
        raise ArticleUnknown
    if draft.parent_id is not None:
        raise parent_unknown()
    if not draft.confirmed:
        charge("article")
    return posts.begin(draft.site_id, draft.article, terms, clock.now())


def parent_of(draft: Draft, ground: Ground) -> Comment | None:
    parent = ground.parent
    if draft.parent_source_id is not None:
        parent = comments.by_source(draft.site_id, draft.source or "", draft.parent_source_id)
    elif draft.parent_id is None:
        return None
    return fitting(draft, parent, ground.place.article)


def fitting(draft: Draft, parent: Comment | None, article: Article | None) -> Comment:
    """Return what may be replied to; refuses (`ParentUnknown`, `ParentGone`) all else."""
    if parent is None or article is None or parent.article_id != article.id:
        raise parent_unknown("parent_source_id" if draft.parent_source_id else "parent_id")
    if parent.status != "published":
        raise ParentGone
    return parent


def parent_unknown(field: str = "parent_id") -> ParentUnknown:
    return ParentUnknown(errors={field: ["is no comment of this thread"]})


def author_of(draft: Draft, rules: policy.Policy) -> tuple[Author, bool]:
    """Return who posts, and whether they were made just now."""
    if isinstance(draft.poster, Guest):
        if rules.guests == "refused":
            raise GuestsRefused
        refuse_staff_name(draft.poster.name, draft.site_id, field="author.name")
    return acting.author_of(draft.poster, draft.site_id)


def admitted(draft: Draft, author: Author, terms: Terms, now: datetime) -> Signs:
    """Refuses (`Banned`) who may not write; returns the signs, with a ban of a guest's network."""
    if draft.trusted:
        return draft.signs
    banned = bans.at(draft.site_id, terms.bans_version, now)
    banned.refuse(author.id, now, email_domain=draft.email_domain)
    if draft.origin is None or author.kind != "guest":
        return draft.signs
    here = banned.network(draft.origin, now)
    return replace(draft.signs, banned_until=here.ends_at) if here else draft.signs


def time_of(draft: Draft, parent: Comment | None, now: datetime) -> datetime:
    """A reply is never older than its parent; a clock that was set back must not make it so."""
    if draft.created_at is None:
        return max(now, parent.created_at) if parent else now
    if draft.created_at > now:
        raise Invalid.field("created_at", "lies in the future")
    if parent and draft.created_at < parent.created_at:
        raise Invalid.field("created_at", "is earlier than the parent's")
    return draft.created_at


def describe(article: Article, draft: Draft) -> None:
    """Note an article's title and URL: as they are from a service, as hints from a reader."""
    if not draft.confirmed:
        article.hinted_title = article.hinted_title or draft.title
        article.hinted_url = article.hinted_url or draft.url
        return
    title, url = draft.title or article.title, draft.url or article.url
    if (title, url) != (article.title, article.url):
        article.title, article.url = title, url
        articles.touch(article)


def replay(first: Idempotency) -> Posted:
    posted = again(comments.get(first.comment_id or 0))
    return replace(posted, made_guest=first.made_guest, replayed=True)


def again(first: Comment | None) -> Posted:
    """Answer with a comment that an earlier request made."""
    author = authors.get(first.author_id) if first else None
    if first is None or author is None:
        raise TokenInvalid
    return Posted(first, articles.by_id(first.article_id).key, author)
