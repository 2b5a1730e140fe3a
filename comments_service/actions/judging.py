"""Judge a text: what speaks against publishing it at once, by the policy of its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from comments_service.domain import verdict
from comments_service.domain.policy import Policy
from comments_service.domain.text import Rendered
from comments_service.domain.verdict import Reason, Verdict
from comments_service.storage import authors, floods


@dataclass(frozen=True)
class Signs:
    """What the form of a page tells of who filled it in.

    `trapped`: also the field that people do not see. `made_at`: when its page was made.
    """

    trapped: bool = False
    made_at: datetime | None = None


NONE = Signs()


@dataclass(frozen=True)
class Case:
    """A text with what its judgement needs; ids are `None` of what is not there yet."""

    rules: Policy
    rendered: Rendered
    site_id: int
    article_id: int | None
    author_id: int | None
    now: datetime
    signs: Signs = NONE
    comment_id: int | None = None


def judge(case: Case, *, trusted: bool) -> Verdict:
    doubts = [] if trusted else [*of_form(case), *of_author(case), *of_flood(case)]
    return verdict.judge(case.rules, trusted=trusted, doubts=doubts)


def judge_edit(case: Case, status: str, *, trusted: bool, redacted: bool) -> Verdict:
    """Judge a changed text; a flood is of new ones, and has passed over this one already."""
    doubts = [] if trusted else list(of_author(case))
    return verdict.judge_edit(case.rules, status, trusted=trusted, redacted=redacted, doubts=doubts)


def of_form(case: Case) -> Iterator[Reason]:
    if case.signs.trapped:
        yield Reason("honeypot")
    if case.signs.made_at is None or "<a " not in case.rendered.html:
        return
    age = (case.now - case.signs.made_at).total_seconds()
    if age < case.rules.form_seconds:
        yield Reason("form_too_quick", {"seconds": round(age, 1)})


def of_author(case: Case) -> Iterator[Reason]:
    first = case.rules.first_held
    if not first:
        return
    published = authors.published(case.author_id, first, but=case.comment_id)
    if published < first:
        yield Reason("first_comments", {"published": published, "first": first})


def of_flood(case: Case) -> Iterator[Reason]:
    rules, article, site = case.rules, case.article_id, case.site_id
    for name, most, of in (
        ("flood_article", rules.flood_article, article),
        ("flood_site", rules.flood_site, site),
        ("flood_instance", rules.flood_instance, floods.EVERYWHERE),
    ):
        if most and of is not None and floods.reached(name, of, most, case.now):
            yield Reason(name, {"most": most})
