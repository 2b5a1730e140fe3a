"""A rule that is tried: what it would have held, and its worst mistakes."""

from datetime import UTC, datetime, timedelta

from comments_service.domain import trial
from comments_service.domain.reading import Reading
from comments_service.domain.trial import MOST_MISTAKES, Mistake, Tally

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SAID = Reading("<p>one two three four five six seven</p>")


def test_what_was_said_too_often_within_the_days_is_found() -> None:
    look = trial.of("duplicates", {"days": 2, "most": 2})
    times = [NOON + timedelta(days=day) for day in (0, 1, 1.5, 4, 4.5, 5)]

    found = [look(SAID, at) is not None for at in times]

    assert found == [False, False, True, False, False, True]


def test_only_the_worst_mistakes_are_kept_the_worst_first() -> None:
    tally = Tally()
    for weight in range(25):
        tally.err(Mistake(weight, 100 + weight, "words", {}))

    worst = tally.result()["worst"]

    assert len(worst) == MOST_MISTAKES
    assert [one["weight"] for one in worst] == list(range(24, 14, -1))


def test_of_a_rule_of_words_each_text_is_judged_by_itself() -> None:
    look = trial.of("words", {"phrases": ["seven"]})

    assert look(SAID, NOON) == ("words", {"phrase": "seven"})
    assert look(Reading("<p>eight</p>"), NOON) is None
