"""A verdict has its reasons, and each reason has its words."""

import pytest

from comments_service.domain import grounds, verdict
from comments_service.domain.errors import PostingClosed
from comments_service.domain.policy import Policy
from comments_service.domain.verdict import Reason
from comments_service.words import NAMES, read

DOUBT = Reason("first_comments", {"published": 0, "first": 2})


def test_what_nothing_speaks_against_is_published() -> None:
    assert verdict.judge(Policy()) == verdict.Verdict("published")


def test_whatever_is_doubtful_is_held_with_all_its_reasons() -> None:
    judged = verdict.judge(Policy(moderation="pre", posting="held"), doubts=[DOUBT])

    assert judged.status == "held"
    assert judged.codes == ["pre_moderation", "posting_held", "first_comments"]


def test_a_code_that_is_found_twice_is_named_once() -> None:
    assert verdict.judge(Policy(), doubts=[DOUBT, DOUBT]).codes == ["first_comments"]


def test_staff_and_services_are_not_held_back() -> None:
    closed = Policy(moderation="pre", posting="closed")

    assert verdict.judge(closed, trusted=True, doubts=[DOUBT]).status == "published"
    with pytest.raises(PostingClosed):
        verdict.judge(closed)


@pytest.mark.parametrize("status", ["held", "rejected", "spam"])
def test_what_is_put_away_stays_away_when_it_is_edited(status: str) -> None:
    assert verdict.judge_edit(Policy(), status).status == status


def test_an_edit_is_judged_like_a_new_text() -> None:
    assert verdict.judge_edit(Policy(), "published", doubts=[DOUBT]).codes == ["first_comments"]


@pytest.mark.parametrize("code", sorted(grounds.FOR_AUTHORS))
def test_what_an_author_is_told_is_a_reason_that_moderators_see(code: str) -> None:
    assert code in grounds.FOR_MODERATORS


@pytest.mark.parametrize("lang", sorted(NAMES.values()))
def test_an_author_is_told_in_every_language(lang: str) -> None:
    told = read(lang)

    assert all(told.has(key) for key in [*grounds.FOR_AUTHORS.values(), grounds.OTHERWISE])


def test_a_moderator_reads_what_was_found() -> None:
    said = grounds.say("first_comments", {"published": 1, "first": 3})

    assert said == "Its author had 1 published comments; the first 3 are held"
