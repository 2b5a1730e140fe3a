from datetime import UTC, datetime, timedelta

import pytest

from comments_service.domain import bans, networks
from comments_service.domain.bans import Ban, Banlist
from comments_service.domain.errors import Banned, Invalid

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
DAY = timedelta(days=1)
KEYS = [b"this week's", b"last week's"]


def banlist(*banned: tuple[str, str], ends_at: datetime = NOW + DAY) -> Banlist:
    return Banlist(1, [Ban(kind, value, "Spam", ends_at) for kind, value in banned])


def test_an_author_is_refused_with_reason_and_end_until_it_is_over() -> None:
    found = banlist(("author", "7"))

    with pytest.raises(Banned) as refused:
        found.refuse(7, NOW)
    assert refused.value.detail == "Until 2026-11-26 12:00 UTC, since: Spam"
    found.refuse(7, NOW + DAY)
    found.refuse(8, NOW)
    found.refuse(None, NOW)


@pytest.mark.parametrize(
    ("domain", "refused"),
    [
        ("example.org", True),
        ("mail.example.org", False),
        ("notexample.org", False),
        ("example.org.uk", False),
        (None, False),
    ],
)
def test_a_domain_is_compared_exactly(domain: str | None, *, refused: bool) -> None:
    found = banlist(("email_domain", "example.org")).email_domain(domain, NOW)

    assert (found is not None) == refused


def test_a_network_is_known_under_every_key_that_is_kept() -> None:
    for key in KEYS:
        found = banlist(("network", networks.digest(key, "192.0.2.1")))

        assert found.network(networks.origin("192.0.2.1", KEYS), NOW)
        assert not found.network(networks.origin("192.0.2.1", KEYS), NOW + DAY)
        assert not found.network(networks.origin("192.0.2.2", KEYS), NOW)


@pytest.mark.parametrize(
    ("network", "held"),
    [
        ("198.51.100.0", True),
        ("198.51.100.255", True),
        ("198.51.101.0", False),
        ("2001:db8:1:2::/64", True),
        ("2001:db9:1:2::/64", False),
        ("unknown", False),
    ],
)
def test_a_range_holds_the_networks_in_it(network: str, *, held: bool) -> None:
    found = banlist(("range", "198.51.100.0/24"), ("range", "2001:db8::/32"))

    assert (found.network(networks.origin(network, KEYS), NOW) is not None) == held
    assert not found.network(networks.origin(network, KEYS), NOW + DAY)


def test_of_two_bans_of_the_same_the_longer_holds() -> None:
    longer, shorter = (Ban("author", "7", "Spam", NOW + days * DAY) for days in (2, 1))

    for both in ([longer, shorter], [shorter, longer]):
        assert Banlist(1, both).author(7, NOW + DAY) == longer


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" 198.51.100.0/24 ", "198.51.100.0/24"),
        ("192.0.2.7", "192.0.2.7/32"),
        ("2001:DB8::/32", "2001:db8::/32"),
    ],
)
def test_a_range_is_kept_in_one_spelling(written: str, kept: str) -> None:
    assert bans.range_of(written) == kept


@pytest.mark.parametrize(
    "written", ["", "x", "198.51.100.7/24", "0.0.0.0/0", "12.0.0.0/7", "::/0", "2001:db8::1/128"]
)
def test_a_range_that_is_none_or_too_wide_is_refused(written: str) -> None:
    with pytest.raises(Invalid) as refused:
        bans.range_of(written)
    assert list(refused.value.errors) == ["cidr"]


@pytest.mark.parametrize(
    ("what", "days"), [("network", 30), ("author", 3650), ("range", 3650), ("email_domain", 3650)]
)
def test_a_ban_has_an_end_and_a_network_a_near_one(what: str, days: int) -> None:
    bans.refuse_length(what, NOW + days * DAY, NOW)

    for wrong in (NOW, NOW - DAY, NOW + days * DAY + timedelta(microseconds=1)):
        with pytest.raises(Invalid, match=r"."):
            bans.refuse_length(what, wrong, NOW)


def test_a_network_is_banned_no_longer_than_its_digest_can_be_compared() -> None:
    written = datetime(2026, 11, 2, tzinfo=UTC)
    forgotten = datetime(2026, 12, 14, tzinfo=UTC)

    bans.refuse_forgotten(forgotten, written)

    with pytest.raises(Invalid) as refused:
        bans.refuse_forgotten(forgotten + DAY, written)
    assert list(refused.value.errors) == ["ends_at"]
