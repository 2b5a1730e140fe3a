"""Post many comments: article by article, and each by itself.

Consecutive items of one article share a transaction, a hundred at the most, so that
readers and other writers never wait for more. What is needed is looked up for all of them
at once, and all is decided before anything is written: a refusal has nothing to undo.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, repeat

from comments_service.actions import clock, judging, posting
from comments_service.actions.judging import Case
from comments_service.actions.posting import Draft
from comments_service.domain import text, verdict
from comments_service.domain.errors import (
    GuestsRefused,
    KeyInProgress,
    KeyReused,
    Refused,
)
from comments_service.domain.text import Rendered
from comments_service.domain.verdict import Verdict
from comments_service.storage import articles, bans, comments, crowds, outbox, policies
from comments_service.storage.articles import Place
from comments_service.storage.authors import Subject
from comments_service.storage.crowds import Newcomer, Source
from comments_service.storage.db import restarting, transaction
from comments_service.storage.idempotency import Key
from comments_service.storage.models import Comment

MOST_AT_ONCE = 100


@dataclass(frozen=True)
class Item:
    """One comment of a batch, with an idempotency key of its own."""

    draft: Draft
    key: Key | None = None


@dataclass(frozen=True)
class Made:
    """The comment of an item. It is an earlier one if its source or its key was known."""

    comment: Comment
    article: str
    repeated: bool = False
    replayed: bool = False


@dataclass(frozen=True)
class Ready:
    """An item whose text is rendered."""

    draft: Draft
    poster: Subject
    rendered: Rendered
    key: Key | None


@dataclass(frozen=True)
class Accepted:
    ready: Ready
    newcomer: Newcomer
    judged: Verdict


Outcome = Made | Refused


def post(items: Sequence[Item], *, depth: int) -> list[Outcome]:
    """Post the items in their order, and answer each; what is refused takes nothing with it."""
    return [outcome for run in runs(items) for outcome in attempt(run, depth=depth)]


def runs(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Cut where the article changes, and where a transaction would grow long."""
    for _, same in groupby(items, lambda item: (item.draft.site_id, item.draft.article)):
        run = list(same)
        for start in range(0, len(run), MOST_AT_ONCE):
            yield run[start : start + MOST_AT_ONCE]


def attempt(run: Iterable[Item], *, depth: int) -> list[Outcome]:
    # Rendered run by run: while one's texts are made, others may write.
    prepared = [prepare(item) for item in run]
    ready = [each for each in prepared if isinstance(each, Ready)]
    settled: Iterator[Outcome]
    try:
        settled = iter(settle(ready, depth=depth) if ready else ())
    except Refused as error:
        settled = repeat(error)
    return [next(settled) if isinstance(each, Ready) else each for each in prepared]


def prepare(item: Item, render: Callable[[str], Rendered] = text.render) -> Ready | Refused:
    draft = item.draft
    try:
        if not isinstance(draft.poster, Subject):
            raise GuestsRefused
        return Ready(draft, draft.poster, render(draft.text), item.key)
    except Refused as error:
        return error


@restarting
def settle(run: Sequence[Ready], *, depth: int) -> list[Outcome]:
    """Decide on each and write what was accepted, in one transaction."""
    with transaction():
        sitting = Sitting(run)
        outcomes = [sitting.judge(each) for each in run]
        sitting.close(depth=depth)
        return outcomes


class Sitting:
    """One transaction on a site's articles, and what was looked up for all of its items."""

    def __init__(self, run: Sequence[Ready]) -> None:
        self.now = clock.now()
        self.site_id = run[0].draft.site_id
        self.decided = policies.of_site(self.site_id)
        self.keys = {each.draft.article for each in run}
        self.places = crowds.lock(self.site_id, self.keys)
        self.used = crowds.by_key([each.key for each in run if each.key])
        self.by_source = crowds.by_source(self.site_id, sources_of(run))
        self.by_id = crowds.by_id(
            {each.draft.parent_id for each in run if each.draft.parent_id}
            | {row.comment_id for row in self.used.values() if row.comment_id}
        )
        readers = [each.poster for each in run if not each.draft.trusted]
        self.known = crowds.known(self.site_id, {(one.issuer, one.subject) for one in readers})
        self.banned = bans.at(self.site_id, self.decided.bans_version, self.now)
        self.unopened: dict[str, Place] = {}
        self.begun: list[Place] = []
        self.accepted: list[Accepted] = []

    def judge(self, ready: Ready) -> Outcome:
        try:
            return self.first_of(ready) or self.accept(ready)
        except Refused as error:
            return error

    def first_of(self, ready: Ready) -> Made | None:
        """Return what an earlier request, or an earlier item, made of the same."""
        used = self.used.get(ready.key.key) if ready.key else None
        if ready.key and used:
            if used.body_digest != ready.key.body_digest:
                raise KeyReused
            first = self.by_id.get(used.comment_id or 0)
            if first is None:
                raise KeyInProgress(retry_after=1)
            return self.earlier(first, replayed=True)
        known = self.by_source.get(ready.draft.pair) if ready.draft.pair else None
        return self.earlier(known, repeated=True) if known else None

    def earlier(self, comment: Comment, *, repeated: bool = False, replayed: bool = False) -> Made:
        here = (each.article for each in self.places.values())
        article = next((each for each in here if each.id == comment.article_id), None)
        key = (article or articles.by_id(comment.article_id)).key
        return Made(comment, key, repeated=repeated, replayed=replayed)

    def accept(self, ready: Ready) -> Made:
        draft = ready.draft
        place = self.places.get(draft.article)
        case = self.case_of(ready, place)
        verdict.refuse_closed(case.rules, trusted=draft.trusted)
        if place:
            posting.refuse_over(draft, case.rules, place.article, self.now)
        if not draft.trusted:
            self.banned.refuse(case.author_id, self.now, email_domain=draft.email_domain)
        parent = self.parent_of(draft, place)
        judged = judging.judge(case, judging.NOTHING, trusted=draft.trusted)
        created_at = posting.time_of(draft, parent, self.now)
        comment = posting.composed(draft, ready.rendered, judged, created_at=created_at)
        place = place or self.open(draft.article)
        comments.begin(comment, place, parent)
        if draft.pair:
            self.by_source[draft.pair] = comment
        self.accepted.append(Accepted(ready, Newcomer(comment, parent, place.article), judged))
        return Made(comment, place.article.key)

    def case_of(self, ready: Ready, place: Place | None) -> Case:
        article = place.article if place else None
        known = self.known.get((ready.poster.issuer, ready.poster.subject))
        return Case(
            self.decided.terms(article),
            ready.rendered,
            self.site_id,
            article.id if article else None,
            known.id if known else None,
            self.now,
        )

    def parent_of(self, draft: Draft, place: Place | None) -> Comment | None:
        if draft.parent_source_id is not None:
            parent = self.by_source.get((draft.source or "", draft.parent_source_id))
        elif draft.parent_id is not None:
            parent = self.by_id.get(draft.parent_id)
        else:
            return None
        return posting.fitting(draft, parent, place.article if place else None)

    def open(self, key: str) -> Place:
        """Begin an article with the first comment that is accepted, not with one refused."""
        if not self.unopened:
            self.unopened = crowds.unopened(self.site_id, self.keys - {*self.places}, self.now)
        place = self.places[key] = self.unopened[key]
        self.begun.append(place)
        return place

    def close(self, *, depth: int) -> None:
        """Write what was accepted."""
        if not self.accepted:
            return
        crowds.begin(self.begun)
        self.sign()
        for each in self.accepted:
            posting.describe(each.newcomer.article, each.ready.draft)
        newcomers = [each.newcomer for each in self.accepted]
        crowds.add(newcomers, depth=depth)
        for each in self.accepted:
            judging.keep(each.newcomer.comment, each.judged, at=self.now)
        outbox.record_new([each.comment for each in newcomers], at=self.now)
        self.remember()

    def remember(self) -> None:
        keys = [(each.ready.key, each.newcomer.comment.id) for each in self.accepted]
        crowds.remember({key: number for key, number in keys if key}, self.now)

    def sign(self) -> None:
        people = [each.ready.poster for each in self.accepted]
        known = crowds.of_subjects(self.site_id, people, self.now)
        for each in self.accepted:
            poster = each.ready.poster
            comment = each.newcomer.comment
            comments.sign(comment, known[poster.issuer, poster.subject], poster.name)


def sources_of(run: Iterable[Ready]) -> set[Source]:
    """Return the sources of items, and those of what they reply to."""
    own = {each.draft.pair for each in run if each.draft.pair}
    return own | {
        (each.draft.source or "", each.draft.parent_source_id)
        for each in run
        if each.draft.parent_source_id
    }
