"""Judge a text: what speaks against publishing it at once, by the policy of its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from comments_service.domain import inquiry, verdict
from comments_service.domain.learning import Filter
from comments_service.domain.policy import Policy
from comments_service.domain.reading import Reading
from comments_service.domain.rules import DUPLICATES, Rulebook
from comments_service.domain.text import Rendered
from comments_service.domain.verdict import Reason, Verdict
from comments_service.storage import (
    authors,
    duplicates,
    filters,
    findings,
    floods,
    inquiries,
    rulebooks,
)
from comments_service.storage.models import Comment
from comments_service.storage.policies import Terms


@dataclass(frozen=True)
class Signs:
    """What the form of a page tells of who filled it in.

    `trapped`: also the field that people do not see. `made_at`: when its page was made.
    `banned_until`: it came from a network that is banned until then.
    """

    trapped: bool = False
    made_at: datetime | None = None
    banned_until: datetime | None = None


NONE = Signs()


@dataclass(frozen=True)
class Case:
    """A text with what its judgement needs; ids are `None` of what is not there yet."""

    terms: Terms
    rendered: Rendered
    site_id: int
    article_id: int | None
    author_id: int | None
    now: datetime
    signs: Signs = NONE
    comment_id: int | None = None

    @property
    def rules(self) -> Policy:
        return self.terms.policy


@dataclass(frozen=True)
class Looked:
    """What the rules of a site, in one state of them, have found in a text."""

    book: Rulebook
    found: Sequence[Reason] = ()
    digest: int | None = None
    score: int | None = None


NOTHING = Looked(Rulebook(0, ()))


def look(site_id: int, rendered: Rendered) -> Looked:
    """Look at a text before the transaction, by the rules as this process knows them."""
    return by(rulebooks.known(site_id), filters.known(site_id), rendered)


def by(book: Rulebook, learned: Filter, rendered: Rendered) -> Looked:
    reading = Reading(rendered.html)
    score = learned.score(reading)
    found = [*book.look(reading), *book.suspect(reading, learned, score)]
    return Looked(book, found, book.digest(reading), score)


def judge(case: Case, looked: Looked, *, trusted: bool) -> Verdict:
    if trusted:
        return verdict.judge(case.rules, trusted=True)
    looked = newest(case, looked)
    doubts = [
        *of_form(case),
        *of_network(case),
        *of_author(case),
        *of_flood(case),
        *of_rules(case, looked),
    ]
    return marked(verdict.judge(case.rules, doubts=doubts), looked)


def marked(judged: Verdict, looked: Looked) -> Verdict:
    return replace(judged, sameness=looked.digest, spamness=looked.score)


def judge_edit(case: Case, status: str, *, trusted: bool, redacted: bool) -> Verdict:
    """Judge a changed text; a flood is of new ones, and has passed over this one already."""
    looked = NOTHING if trusted else newest(case, NOTHING)
    doubts = [] if trusted else [*of_network(case), *of_author(case), *of_rules(case, looked)]
    judged = verdict.judge_edit(
        case.rules, status, trusted=trusted, redacted=redacted, doubts=doubts
    )
    return marked(judged, looked)


def keep(comment: Comment, judged: Verdict, *, at: datetime) -> None:
    """Keep what was found, and whom there is to ask."""
    findings.add(comment, judged.found, at=at)
    inquiries.add(comment, [one for one in judged.found if one.code == inquiry.ASKED], at=at)


def newest(case: Case, looked: Looked) -> Looked:
    """Look again if the rules have changed since."""
    version = case.terms.rules_version
    if looked.book.version >= version:
        return looked
    book = rulebooks.at(case.site_id, version)
    return by(book, filters.at_hand(case.site_id), case.rendered)


def of_form(case: Case) -> Iterator[Reason]:
    if case.signs.trapped:
        yield Reason("honeypot")
    if case.signs.made_at is None or "<a " not in case.rendered.html:
        return
    age = (case.now - case.signs.made_at).total_seconds()
    if age < case.rules.form_seconds:
        yield Reason("form_too_quick", {"seconds": round(age, 1)})


def of_network(case: Case) -> Iterator[Reason]:
    if case.signs.banned_until is not None:
        yield Reason("banned_network", {"until": f"{case.signs.banned_until:%Y-%m-%d}"})


def of_author(case: Case) -> Iterator[Reason]:
    first = case.rules.first_held
    if not first:
        return
    published = authors.published(case.author_id, first, but=case.comment_id)
    if published < first:
        yield Reason("first_comments", {"published": published, "first": first})


def of_flood(case: Case) -> Iterator[Reason]:
    bounds, article, site = case.rules, case.article_id, case.site_id
    for name, most, of in (
        ("flood_article", bounds.flood_article, article),
        ("flood_site", bounds.flood_site, site),
        ("flood_instance", bounds.flood_instance, floods.EVERYWHERE),
    ):
        if most and of is not None and floods.reached(name, of, most, case.now):
            yield Reason(name, {"most": most})


def of_rules(case: Case, looked: Looked) -> Iterator[Reason]:
    yield from looked.found
    yield from looked.book.asked()
    for rule in looked.book.duplicates if looked.digest is not None else ():
        days, most = rule.settings["days"], rule.settings["most"]
        times = said_before(case, looked.digest or 0, days, most)
        if times >= most:
            yield rule.reason(DUPLICATES, {"times": times + 1, "days": days})


def said_before(case: Case, digest: int, days: int, most: int) -> int:
    since = case.now - timedelta(days=days)
    return duplicates.count(case.site_id, digest, since, most=most, but=case.comment_id)
