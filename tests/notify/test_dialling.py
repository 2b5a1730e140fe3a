"""Whoever names a target reaches the public internet through us, and nothing else."""

import socket
from ipaddress import ip_address, ip_network
from typing import Any

import pytest

from comments_service.notify import dialling
from comments_service.notify.dialling import Refused
from tests.services import ports

PRIVATE = [
    "0.0.0.0",  # noqa: S104  # is refused here
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fc00::1",
    "fe80::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "2002:7f00:1::",
    "2002:808:808::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::808:808",
]
PUBLIC = ["8.8.8.8", "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::808:808"]


class Names:
    """A resolver that answers as a test says, and what was dialled."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.dialled: list[str] = []

    def resolve(self, _host: str, port: int, **_kwargs: Any) -> list[Any]:
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    def connect(self, address: tuple[str, int], **_kwargs: Any) -> socket.socket:
        self.dialled.append(address[0])
        return socket.socket()


def names(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> Names:
    made = Names(*answers)
    monkeypatch.setattr(socket, "getaddrinfo", made.resolve)
    monkeypatch.setattr(socket, "create_connection", made.connect)
    return made


def connect(url: str, *trusted: str) -> None:
    networks = [ip_network(one) for one in trusted]
    dialling.connect(dialling.target(url), networks, seconds=1).close()


@pytest.mark.parametrize("address", PRIVATE)
def test_t32_what_only_we_can_reach_is_not_dialled(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    made = names(monkeypatch, [address])

    with pytest.raises(Refused, match="public internet"):
        connect("https://judge.example.org/")

    assert made.dialled == []


@pytest.mark.parametrize("address", PUBLIC)
def test_t32_the_internet_is_dialled(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    made = names(monkeypatch, [address])

    connect("https://judge.example.org/")

    assert made.dialled == [str(ip_address(address))]


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "017700000001", "[::1]"])
def test_t32_other_spellings_of_loopback_are_loopback(host: str) -> None:
    with pytest.raises(Refused, match="public internet"):
        connect(f"https://{host}/")


def test_t32_one_address_that_is_not_public_refuses_all_of_a_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = names(monkeypatch, ["8.8.8.8", "10.0.0.1"])

    with pytest.raises(Refused):
        connect("https://judge.example.org/", "10.0.0.0/8")

    assert made.dialled == []


def test_t32_a_name_that_answers_differently_a_moment_later_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = names(monkeypatch, ["8.8.8.8"], ["127.0.0.1"])

    connect("https://judge.example.org/")

    assert made.dialled == ["8.8.8.8"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/judge",
        "//judge.example.org/",
        "ftp://judge.example.org/",
        "file:///etc/passwd",
        "unix:///run/socket",
        "https://",
        "https://a@judge.example.org/",
        "https://judge.example.org:99999/",
        "https://judge.example.org/a b",
        "https://judge.example.org/\r\nX: y",
        "https://jüdge.example.org/",
    ],
)
def test_t32_only_plain_web_addresses_are_targets(url: str) -> None:
    with pytest.raises(Refused):
        dialling.target(url)


def test_plain_http_is_spoken_in_trusted_networks_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    made = names(monkeypatch, ["10.0.0.1"], ["8.8.8.8"])

    connect("http://judge.example.org/", "10.0.0.0/8")
    with pytest.raises(Refused, match="https"):
        connect("http://judge.example.org/", "10.0.0.0/8")

    assert made.dialled == ["10.0.0.1"]


def test_the_next_address_is_tried_when_one_does_not_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        closed = ports.free()
        found = [ip_address("127.0.0.1")]
        with pytest.raises(OSError, match="refused"):
            dialling.first_that_answers(found, closed, 1)
        # Nothing listens on ::1 at this port.
        both = [ip_address("::1"), *found]
        dialling.first_that_answers(both, port, 1).close()


@pytest.mark.parametrize(
    ("url", "authority"),
    [
        ("https://judge.example.org/", "judge.example.org"),
        ("https://judge.example.org:443/", "judge.example.org"),
        ("https://judge.example.org:8443/", "judge.example.org:8443"),
        ("http://[2001:db8::1]:8080/", "[2001:db8::1]:8080"),
    ],
)
def test_the_host_is_told_as_it_was_written(url: str, authority: str) -> None:
    assert dialling.target(url).authority == authority
