"""A call to somebody else's server ends in time, and speaks to nobody but who was meant."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from ipaddress import ip_network

import pytest
import trustme

from comments_service.notify import calling
from comments_service.notify.calling import Answer, Call, Unanswered

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
LOOPBACK = [ip_network("127.0.0.0/8"), ip_network("::1/128")]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def post(port: int, *, scheme: str = "http", host: str = "127.0.0.1") -> Answer:
    call = Call("call_1", f"{scheme}://{host}:{port}/", {"a": "ä"}, [b"one", b"two"])
    return calling.post(call, now=NOW, trusted=LOOPBACK)


@contextmanager
def server(
    *said: bytes, pause: float = 0.0, context: ssl.SSLContext | None = None
) -> Iterator[tuple[int, list[bytes]]]:
    """Answer one connection with these pieces, a pause before each; yield port and what came."""
    heard: list[bytes] = []

    def serve() -> None:
        try:
            opened, _ = listening.accept()
            with context.wrap_socket(opened, server_side=True) if context else opened as one:
                heard.append(whole(one))
                for piece in said:
                    time.sleep(pause)
                    one.sendall(piece)
        except OSError:
            return

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1], heard
        thread.join()


def whole(opened: socket.socket) -> bytes:
    """Return a request: its body, which ends it, is an object."""
    came = b""
    while not came.endswith(b"}"):
        came += opened.recv(65_536)
    return came


def test_both_keys_sign_while_they_are_changed() -> None:
    with server(OK) as (port, heard):
        assert post(port) == Answer(200, b"ok")

    signatures = next(line for line in heard[0].split(b"\r\n") if line.startswith(b"Webhook-Sig"))
    assert signatures.count(b"v1,") == 2
    assert heard[0].endswith('{"a": "ä"}'.encode())


def test_who_answers_byte_by_byte_has_not_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "SECONDS", 0.2)
    slowly = [OK[at : at + 1] for at in range(len(OK))]
    with server(*slowly, pause=0.05) as (port, _), pytest.raises(Unanswered):
        post(port)


def test_who_never_ends_the_handshake_has_not_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(Unanswered):
        post(silent.getsockname()[1], scheme="https")


@pytest.fixture
def authority(monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """The one that this machine trusts."""
    made, context = trustme.CA(), ssl.create_default_context()
    made.configure_trust(context)
    monkeypatch.setattr(ssl, "create_default_context", lambda: context)
    return made


def secured(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def test_who_shows_a_certificate_for_its_name_is_spoken_to(authority: trustme.CA) -> None:
    with server(OK, context=secured(authority, "localhost")) as (port, _):
        assert post(port, scheme="https", host="localhost").body == b"ok"


def test_who_shows_one_for_another_name_is_not_spoken_to(authority: trustme.CA) -> None:
    other = secured(authority, "judge.example.org")
    with (
        server(OK, context=other) as (port, heard),
        pytest.raises(Unanswered, match="certificate"),
    ):
        post(port, scheme="https", host="localhost")

    assert heard == []


def test_an_answer_that_breaks_off_is_none() -> None:
    with server(OK[:-1]) as (port, _), pytest.raises(Unanswered):
        post(port)
