"""A rule that is tried: what it would have held, and its worst mistakes."""

from datetime import UTC, datetime, timedelta

import pytest

from comments_service.domain import trial
from comments_service.domain.learning import Counts, Filter
from comments_service.domain.reading import Reading
from comments_service.domain.trial import MOST_MISTAKES, Mistake, Tally, Text

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SAID = Reading("<p>one two three four five six seven</p>")
NOTHING = Filter(Counts.none(), Counts.none())


def test_what_was_said_too_often_within_the_days_is_found() -> None:
    look = trial.of("duplicates", {"days": 2, "most": 2}, NOTHING)
    times = [NOON + timedelta(days=day) for day in (0, 1, 1.5, 4, 4.5, 5)]

    found = [look(Text(SAID, at)) is not None for at in times]

    assert found == [False, False, True, False, False, True]


@pytest.mark.parametrize(("spamness", "held"), [(90, True), (89, False), (None, False)])
def test_a_score_is_the_one_that_was_given_when_nobody_had_decided_yet(
    spamness: int | None, *, held: bool
) -> None:
    look = trial.of("learned", {"threshold": 90}, NOTHING)

    found = look(Text(SAID, NOON, spamness))

    assert found == (("learned", {"score": spamness}) if held else None)


def test_only_the_worst_mistakes_are_kept_the_worst_first() -> None:
    tally = Tally()
    for weight in range(25):
        tally.err(Mistake(weight, 100 + weight, "words", {}))

    worst = tally.result()["worst"]

    assert len(worst) == MOST_MISTAKES
    assert [one["weight"] for one in worst] == list(range(24, 14, -1))


def test_of_a_rule_of_words_each_text_is_judged_by_itself() -> None:
    look = trial.of("words", {"phrases": ["seven"]}, NOTHING)

    assert look(Text(SAID, NOON)) == ("words", {"phrase": "seven"})
    assert look(Text(Reading("<p>eight</p>"), NOON)) is None
