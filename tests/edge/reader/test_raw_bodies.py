"""Bodies that do not say how long they are, through the real server."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services import gunicorn

pytestmark = pytest.mark.slow

LIMIT = 256 * 1024
HEAD = "POST /api/v1/comments HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
CHUNKED = HEAD + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.fixture
def service(settings: dict[str, str], tmp_path: Path) -> Iterator[gunicorn.Service]:
    with gunicorn.service(settings, tmp_path / "log", workers=1) as running:
        yield running


def answered(service: gunicorn.Service, sent: bytes) -> tuple[int, dict[str, object]]:
    with socket.create_connection(("127.0.0.1", service.port), timeout=10) as peer:
        peer.sendall(sent)
        said = b"".join(iter(lambda: peer.recv(65536), b""))
    head, _, body = said.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)


def chunks(body: bytes) -> bytes:
    parts = [body[at : at + 16_384] for at in range(0, len(body), 16_384)]
    written = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)
    return CHUNKED.encode() + written + b"0\r\n\r\n"


def test_t21_a_body_in_chunks_is_read_up_to_its_limit_and_no_further(
    service: gunicorn.Service,
) -> None:
    status, told = answered(service, chunks(b'{"site": "x", "article": "a", "text": "b"}'))
    assert (status, told["code"]) == (404, "site_unknown")

    status, told = answered(service, chunks(b"{}" + b" " * (LIMIT - 2)))
    assert (status, told["code"]) == (400, "invalid")

    for over in (b"{}" + b" " * (LIMIT - 1), b"x" * (LIMIT + 1)):
        status, told = answered(service, chunks(over))
        assert (status, told["code"]) == (413, "body_too_large")

    status, told = answered(service, chunks(b""))
    assert (status, told["code"]) == (400, "body_invalid")


def test_t21_a_body_that_is_announced_too_long_is_refused_before_it_comes(
    service: gunicorn.Service,
) -> None:
    head = f"{HEAD}Content-Type: application/json\r\nContent-Length: {2**40}\r\n\r\n"

    status, told = answered(service, head.encode())

    assert (status, told["code"]) == (413, "body_too_large")
