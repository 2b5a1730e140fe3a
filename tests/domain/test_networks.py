from datetime import UTC, date, datetime, timedelta

import pytest

from comments_service.domain import networks

MONDAY = date(2026, 11, 23)
KEYS = [bytes([number]) * networks.KEY_BYTES for number in range(3)]


@pytest.mark.parametrize("moment", ["2026-11-23T00:00:00", "2026-11-29T23:59:59.999999"])
def test_a_week_begins_on_monday_in_utc(moment: str) -> None:
    assert networks.week_of(datetime.fromisoformat(moment).replace(tzinfo=UTC)) == MONDAY


def test_a_key_outlives_its_own_week_by_five() -> None:
    last_day = datetime(2026, 11, 29, tzinfo=UTC) + timedelta(days=35)

    assert networks.oldest_kept(last_day) == MONDAY
    assert networks.oldest_kept(last_day + timedelta(days=1)) > MONDAY


def test_a_network_has_a_digest_under_each_key_and_this_weeks_is_stored() -> None:
    origin = networks.origin("192.0.2.1", KEYS)

    assert len(set(origin.digests)) == len(KEYS)
    assert origin.digest == networks.digest(KEYS[0], "192.0.2.1")
    assert origin.digest != networks.digest(KEYS[0], "192.0.2.2")
    assert origin.stored == origin.digest
    assert "192.0.2" not in repr(origin)


def test_what_nobody_has_named_is_no_network_to_remember() -> None:
    origin = networks.origin(networks.UNKNOWN, KEYS)

    assert (origin.stored, origin.network) == (None, None)
