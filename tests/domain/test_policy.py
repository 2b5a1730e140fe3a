"""What holds where several layers have decided, and who says so."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from comments_service.domain import policy
from comments_service.domain.errors import Invalid
from comments_service.domain.policy import Policy

BEGUN = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_the_nearest_layer_holds() -> None:
    far, near = {"moderation": "pre", "first_held": 3}, {"first_held": 0}

    assert policy.read(far, None, near) == Policy(moderation="pre", first_held=0)


def test_each_setting_knows_whose_word_it_is() -> None:
    layers: dict[str, dict[str, Any]] = {
        "instance": {"first_held": 1, "guests": "refused"},
        "site": {"first_held": 2},
        "section": {},
        "article": {"moderation": "pre"},
    }

    said = {each.name: (each.value, each.origin) for each in policy.sources(layers)}

    assert list(said) == list(policy.NAMES)
    assert said["first_held"] == (2, "site")
    assert said["guests"] == ("refused", "instance")
    assert said["moderation"] == ("pre", "article")
    assert said["posting"] == ("open", "default")


def test_what_is_kept_and_no_setting_any_more_does_nothing() -> None:
    assert policy.read({"of_yesterday": 1}) == Policy()


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [("first_held", "3", 3), ("first_held", 0, 0), ("posting", "held", "held")],
)
def test_a_number_may_come_in_digits(name: str, value: object, kept: object) -> None:
    assert policy.check({name: value}) == {name: kept}


@pytest.mark.parametrize("value", [-1, 101, True, 1.0, "-1", "1.0", "three", "", "٣", None, [1]])
def test_a_number_out_of_its_bounds_is_refused(value: object) -> None:
    with pytest.raises(Invalid) as refused:
        policy.check({"first_held": value})

    assert refused.value.errors == {"policy.first_held": ["must be a whole number from 0 to 100"]}


def test_a_layer_keeps_what_is_not_named_and_inherits_what_is_none() -> None:
    kept = {"moderation": "pre", "guests": "refused"}

    assert policy.changed(kept, {"guests": None, "first_held": 2}) == {
        "moderation": "pre",
        "first_held": 2,
    }
    assert policy.changed(kept, {"posting": None}) == kept


def test_a_thread_closes_by_its_age_to_the_second() -> None:
    rules = Policy(close_after_days=7)
    end = BEGUN + timedelta(days=7)

    assert policy.closes_at(rules, BEGUN) == end
    assert not policy.is_over(rules, BEGUN, now=end - timedelta(seconds=1))
    assert policy.is_over(rules, BEGUN, now=end)


def test_without_the_policy_no_thread_closes() -> None:
    assert policy.closes_at(Policy(), BEGUN) is None
    assert not policy.is_over(Policy(), BEGUN, now=BEGUN + timedelta(days=40_000))
