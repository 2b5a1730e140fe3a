"""What every store of counters promises, to `limits` and to us."""

import pytest

from comments_service.storage.counters import Claim
from tests.storage.counters.stores import Store

MINUTE = Claim("minute", most=5, seconds=60)
HOUR = Claim("hour", most=8, seconds=3600)
# The clock of Redis goes on while a loaded machine takes its time over a test.
SLACK_SECONDS = 10


def test_hits_add_up(store: Store) -> None:
    found = [store.storage.incr("a", 60), store.storage.incr("a", 60, amount=3)]

    assert found == [1, 4]
    assert store.storage.get("a") == 4


def test_a_counter_that_nobody_has_hit_stands_at_nothing(store: Store) -> None:
    assert store.storage.get("a") == 0
    assert store.counters.standings([MINUTE]) == [(0, 0.0)]


def test_counters_do_not_mix(store: Store) -> None:
    store.storage.incr("a", 60)

    assert store.storage.incr("b", 60) == 1


def test_a_window_ends_that_long_after_its_first_hit(store: Store) -> None:
    store.storage.incr("a", 60)
    store.elapse(40)
    store.storage.incr("a", 60)

    store.elapse(20 - SLACK_SECONDS)
    assert store.storage.get("a") == 2
    store.elapse(SLACK_SECONDS)
    assert store.storage.get("a") == 0
    assert store.storage.incr("a", 60) == 1


def test_the_end_of_a_window_is_known(store: Store) -> None:
    store.counters.take([MINUTE], 1)
    store.elapse(20)

    (standing,) = store.counters.standings([MINUTE])

    assert standing.left == pytest.approx(40, abs=SLACK_SECONDS)


def test_the_end_of_a_window_is_told_to_limits_as_a_moment(store: Store) -> None:
    empty = store.storage.get_expiry("a")
    store.storage.incr("a", 60)

    assert store.storage.get_expiry("a") - empty == pytest.approx(60, abs=SLACK_SECONDS)


def test_a_cleared_counter_begins_again(store: Store) -> None:
    store.storage.incr("a", 60)
    store.storage.incr("b", 60)

    store.storage.clear("a")

    assert (store.storage.get("a"), store.storage.get("b")) == (0, 1)


def test_a_reset_store_begins_again(store: Store) -> None:
    store.storage.incr("a", 60)
    store.storage.incr("b", 60)

    assert store.storage.reset() == 2
    assert (store.storage.get("a"), store.storage.get("b")) == (0, 0)


def test_a_store_that_answers_is_healthy(store: Store) -> None:
    assert store.storage.check()


def test_a_full_counter_refuses_and_stays_full(store: Store) -> None:
    granted = [store.counters.take([MINUTE], 1).granted for _ in range(8)]

    assert granted == [True] * 5 + [False] * 3
    assert store.storage.get("minute") == 5


def test_what_is_left_falls_with_every_grant(store: Store) -> None:
    counts = [store.counters.take([MINUTE], 1).standings[0].used for _ in range(5)]

    assert counts == [1, 2, 3, 4, 5]


def test_all_counters_are_charged_or_none(store: Store) -> None:
    store.counters.take([HOUR], 7)
    assert store.counters.take([MINUTE, HOUR], 1).granted

    refused = store.counters.take([MINUTE, HOUR], 1)

    assert not refused.granted
    assert [standing.used for standing in refused.standings] == [1, 8]
    assert (store.storage.get("minute"), store.storage.get("hour")) == (1, 8)


def test_a_refusal_does_not_make_the_window_longer(store: Store) -> None:
    store.counters.take([MINUTE], 5)
    store.elapse(50)
    store.counters.take([MINUTE], 1)

    store.elapse(11)

    assert store.counters.take([MINUTE], 1).granted


def test_an_amount_that_does_not_fit_leaves_room_for_one_that_does(store: Store) -> None:
    assert store.counters.take([MINUTE], 2).granted

    assert not store.counters.take([MINUTE], 4).granted
    assert store.counters.take([MINUTE], 3).granted


def test_what_is_given_back_may_be_taken_again(store: Store) -> None:
    store.counters.take([MINUTE, HOUR], 5)

    store.counters.give_back([MINUTE, HOUR], 2)

    assert [standing.used for standing in store.counters.standings([MINUTE, HOUR])] == [3, 3]
    assert store.counters.take([MINUTE], 2).granted
    assert not store.counters.take([MINUTE], 1).granted


def test_giving_back_does_not_make_the_window_longer(store: Store) -> None:
    store.counters.take([MINUTE], 1)
    store.elapse(40)
    store.counters.give_back([MINUTE], 1)
    store.counters.take([MINUTE], 1)

    (standing,) = store.counters.standings([MINUTE])

    assert standing.left == pytest.approx(20, abs=SLACK_SECONDS)


def test_what_is_given_back_too_late_is_no_credit(store: Store) -> None:
    store.counters.take([MINUTE], 5)
    store.elapse(61)

    store.counters.give_back([MINUTE], 5)

    assert store.counters.take([MINUTE], 5).granted
    assert not store.counters.take([MINUTE], 1).granted


def test_looking_costs_nothing(store: Store) -> None:
    store.counters.take([MINUTE, HOUR], 2)

    looks = [store.counters.standings([MINUTE, HOUR]) for _ in range(3)]

    assert [[standing.used for standing in look] for look in looks] == [[2, 2]] * 3


def test_purging_forgets_what_is_over_and_nothing_else(store: Store) -> None:
    store.counters.take([MINUTE, HOUR], 1)
    store.elapse(61)

    store.counters.purge()

    assert [standing.used for standing in store.counters.standings([MINUTE, HOUR])] == [0, 1]
    assert store.counters.purge() == 0


def test_totals_add_up_and_do_not_expire(store: Store) -> None:
    store.counters.add({"posts": 2, "votes": 1})
    store.counters.add({"posts": 3})
    store.elapse(10 * 365 * 86400)
    store.counters.purge()

    assert store.counters.totals() == {"posts": 5, "votes": 1}


def test_any_text_may_be_a_key(store: Store) -> None:
    keys = ["", "a b", "ключ", "a'b\"c%", "x" * 2000]

    assert [store.storage.incr(key, 60) for key in keys] == [1] * len(keys)
