"""One signed request to somebody else's server, and what it answers, within bounds.

Signed as Standard Webhooks has it (version 1.0.0, symmetric): HMAC-SHA-256 over id, time and body.
"""

import base64
import hmac
import json
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from threading import Timer
from typing import Any

from comments_service.config.kinds import Network
from comments_service.notify import dialling

# Of the whole call, however slowly somebody answers.
SECONDS = 5.0
MOST_BYTES = 64 * 1024


class Unanswered(Exception):
    """The other side could not be asked, or gave no whole answer; says why."""


@dataclass(frozen=True)
class Call:
    """What is sent, to where; `keys` sign it, two of them while they are changed."""

    id: str
    url: str
    body: Any
    keys: Sequence[bytes]


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes


def post(call: Call, *, now: datetime, trusted: Sequence[Network]) -> Answer:
    """Send it once. A redirect is an answer like any other, and is not followed."""
    body = json.dumps(call.body, ensure_ascii=False).encode()
    try:
        wanted = dialling.target(call.url)
        opened = dialling.connect(wanted, trusted, seconds=SECONDS)
        with ending(opened):
            return exchanged(opened, wanted, headers(call, body, now), body)
    except (OSError, HTTPException, ValueError) as error:
        raise Unanswered(str(error) or type(error).__name__) from error


def exchanged(
    opened: socket.socket, wanted: dialling.Target, fields: dict[str, str], body: bytes
) -> Answer:
    if isinstance(opened, ssl.SSLSocket):
        opened.do_handshake()
    connection = HTTPConnection(wanted.host, wanted.port)
    # Connected already, and by nobody but `dialling`.
    connection.sock = opened
    connection.request("POST", wanted.path, body, {"Host": wanted.authority, **fields})
    with connection.getresponse() as answer:
        said = answer.read(MOST_BYTES + 1)
    if len(said) > MOST_BYTES:
        raise ValueError(f"answers with more than {MOST_BYTES} bytes")
    if answer.length:
        raise ValueError("breaks off in the middle of its answer")
    return Answer(answer.status, said)


@contextmanager
def ending(opened: socket.socket) -> Iterator[None]:
    """Close the connection at the end, or when its time is over: one byte a second is no answer."""
    timer = Timer(SECONDS, cut, [opened])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        opened.close()


def cut(opened: socket.socket) -> None:
    # Past TLS, which another thread is in the middle of.
    with suppress(OSError):
        socket.socket.shutdown(opened, socket.SHUT_RDWR)


def headers(call: Call, body: bytes, now: datetime) -> dict[str, str]:
    at = str(int(now.timestamp()))
    signed = b".".join((call.id.encode(), at.encode(), body))
    signatures = (hmac.digest(key, signed, sha256) for key in call.keys)
    return {
        "Content-Type": "application/json",
        "User-Agent": "comments",
        "Connection": "close",
        "Webhook-Id": call.id,
        "Webhook-Timestamp": at,
        "Webhook-Signature": " ".join(f"v1,{base64.b64encode(one).decode()}" for one in signatures),
    }
