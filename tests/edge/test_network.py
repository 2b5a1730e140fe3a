"""Whose network a request comes from, whatever its headers claim."""

import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from comments_service.domain import networks
from comments_service.edge import network
from tests.edge import small

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
PROXY = "10.0.0.5"


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return small.app(tmp_path)


@pytest.mark.parametrize("forwarded", ["1.2.3.4", "1.2.3.4, 5.6.7.8", "unknown", ""])
def test_c097_without_a_trusted_proxy_the_peer_counts(forwarded: str) -> None:
    assert network.network("192.0.2.9", forwarded, 0) == "192.0.2.9"


@pytest.mark.parametrize(
    ("forwarded", "proxies", "found"),
    [
        ("1.2.3.4", 1, "1.2.3.4"),
        ("1.2.3.4, 10.0.0.7", 2, "1.2.3.4"),
        ("6.6.6.6, 1.2.3.4, 10.0.0.7", 2, "1.2.3.4"),
        ("6.6.6.6,1.2.3.4", 1, "1.2.3.4"),
        ("1.2.3.4:5678", 1, "1.2.3.4"),
        ("[2001:db8::1]:443", 1, "2001:db8::/64"),
        ("[2001:db8::1]", 1, "2001:db8::/64"),
        ('"[2001:db8::1]:443"', 1, "2001:db8::/64"),
        ("2001:db8::1", 1, "2001:db8::/64"),
        (" 1.2.3.4 ", 1, "1.2.3.4"),
    ],
)
def test_c097_behind_proxies_the_address_is_counted_from_the_right(
    forwarded: str, proxies: int, found: str
) -> None:
    assert network.network(PROXY, forwarded, proxies) == found


@pytest.mark.parametrize(
    "forwarded",
    ["", " ", ",", "unknown", "_hidden", "1.2.3", "1.2.3.4.5", "[::1", "01.2.3.4", "1.2.3.4:x"],
)
def test_c097_what_is_malformed_leaves_the_peer(forwarded: str) -> None:
    assert network.network(PROXY, forwarded, 1) == PROXY


def test_c097_fewer_addresses_than_proxies_leave_the_peer() -> None:
    assert network.network(PROXY, "1.2.3.4", 2) == PROXY


@given(peer=st.text(), forwarded=st.text(), proxies=st.integers(0, 10))
def test_no_header_can_make_it_fail(peer: str, forwarded: str, proxies: int) -> None:
    assert network.network(peer, forwarded, proxies)


@given(st.ip_addresses(), st.integers(1, 5))
def test_what_a_client_invents_never_counts(invented: object, proxies: int) -> None:
    written = ", ".join([str(invented), "192.0.2.9", *["10.0.0.7"] * (proxies - 1)])

    assert network.network(PROXY, written, proxies) == "192.0.2.9"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("192.0.2.1", "192.0.2.1"),
    ],
)
def test_c102_an_ipv6_network_is_one_client(address: str, found: str) -> None:
    assert network.network(address, "", 0) == found


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("2001:0db8:85a3:0000:0000:8a2e:0370:7334", "2001:db8:85a3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("", "unknown"),
    ],
)
def test_c162_every_way_to_write_an_address_has_a_digest_of_one_length(
    app: Flask, address: str, found: str
) -> None:
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        digest = network.digest(NOON)
        assert network.current() == found

    assert len(digest) == networks.DIGEST_CHARACTERS


def test_a_digest_tells_networks_and_days_apart_and_nothing_else(app: Flask) -> None:
    def digest(address: str, now: datetime) -> str:
        with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            return network.digest(now)

    first = digest("2001:db8:1:2::1", NOON)

    assert first == digest("2001:db8:1:2::2", NOON.replace(hour=23))
    assert first != digest("2001:db8:1:3::1", NOON)
    assert first != digest("2001:db8:1:2::1", NOON.replace(day=26))


def test_a_digest_depends_on_the_secret(tmp_path: Path) -> None:
    digests = set()
    for secret in ("a" * 40, "b" * 40):
        made = small.app(tmp_path, COMMENTS_SECRET=secret)
        with made.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.1"}):
            digests.add(network.digest(NOON))

    assert len(digests) == 2


@pytest.mark.parametrize(
    ("peer", "headers", "loopback"),
    [
        ("127.0.0.1", {}, True),
        ("::1", {}, True),
        ("192.0.2.1", {}, False),
        ("127.0.0.1", {"X-Forwarded-For": "192.0.2.1"}, False),
        ("127.0.0.1", {"X-Real-IP": "192.0.2.1"}, False),
        ("192.0.2.1", {"X-Forwarded-For": "127.0.0.1"}, False),
        ("", {}, False),
    ],
)
def test_only_who_sits_at_the_machine_is_at_loopback(
    app: Flask, peer: str, headers: dict[str, str], *, loopback: bool
) -> None:
    with app.test_request_context(headers=headers, environ_base={"REMOTE_ADDR": peer}):
        assert network.is_loopback() is loopback


def test_c104_a_proxy_that_nobody_told_us_of_is_noted_once(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    client = app.test_client()
    for _ in range(3):
        client.post(
            "/charge?name=post",
            headers={"X-Forwarded-For": "192.0.2.1"},
            environ_base={"REMOTE_ADDR": PROXY},
        )

    told = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert [("COMMENTS_TRUSTED_PROXIES" in one.getMessage()) for one in told] == [True]
    with app.app_context():
        assert network.hidden_proxy()


def test_c104_a_reader_who_forges_a_header_is_no_proxy(app: Flask) -> None:
    app.test_client().post(
        "/charge?name=post",
        headers={"X-Forwarded-For": "192.0.2.1"},
        environ_base={"REMOTE_ADDR": "8.8.8.8"},
    )

    with app.app_context():
        assert not network.hidden_proxy()
