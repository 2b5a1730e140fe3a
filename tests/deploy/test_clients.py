"""Slow clients, greedy ones and large bodies are the proxy's trouble, and no node's."""

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from flask import Flask

from comments_service.actions import administering
from comments_service.edge import bodies
from tests.deploy.node import PUBLIC, Answer, node
from tests.deploy.proxy import Proxy, StartProxy
from tests.services import waiting
from tests.services.gunicorn import service

pytestmark = pytest.mark.slow  # starts a proxy for each test

SLOW_CLIENTS = 8
HALF = (
    b"POST /api/v1/comments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b'Content-Length: 100\r\n\r\n{"site": '
)
# Lets a test say where its requests come from, as a load balancer in front would.
BELIEVING = {
    "keepalive_timeout 30s;": "set_real_ip_from 127.0.0.1; real_ip_header X-From; "
    "keepalive_timeout 30s;"
}


@contextmanager
def connected(proxy: Proxy) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", proxy.server.port), timeout=30) as connection:
        yield connection


def test_slow_writers_hold_no_thread_of_a_node(
    start_proxy: StartProxy, app: Flask, settings: dict[str, str], tmp_path: Path
) -> None:
    with app.app_context():
        administering.create_site("daily", "The Daily", [], {})
    settings |= {"COMMENTS_THREADS": "2", "COMMENTS_TRUSTED_PROXIES": "1"}
    with service(settings, tmp_path / "log", workers=1) as running, ExitStack() as stack:
        proxy = start_proxy(running.port)
        for _ in range(SLOW_CLIENTS):
            stack.enter_context(connected(proxy)).sendall(HALF)

        page = proxy.get("/api/v1/comments?site=daily&article=a")
        body = {"site": "daily", "article": "a", "text": "Quick"}
        sent = {"Content-Type": "application/json"}
        posted = proxy.send("POST", "/api/v1/comments", json.dumps(body).encode(), sent)

    assert (page.status, posted.status) == (200, 201)


def test_a_slow_reader_holds_no_thread_of_a_node(start_proxy: StartProxy) -> None:
    large = Answer(200, b"x" * 4_000_000, {"Cache-Control": PUBLIC})
    with node(lambda _: large) as it:
        proxy = start_proxy(it.port)
        with connected(proxy) as connection:
            connection.sendall(b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n")
            # Nothing is read here, and yet the node has got rid of it all.
            waiting.until(lambda: it.taken == 1, "the node is done")


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/api/v1/comments", bodies.COMMENT_BYTES),
        ("/embed/v1/comments", bodies.COMMENT_BYTES),
        ("/api/v1/comments/batch", bodies.BATCH_BYTES),
    ],
)
def test_bodies_are_bounded_as_the_service_bounds_them(
    start_proxy: StartProxy, path: str, most: int
) -> None:
    with node() as it:
        proxy = start_proxy(it.port)
        fits = proxy.send("POST", path, b"x" * most)
        too_large = proxy.send("POST", path, b"x" * (most + 1))

    assert fits.status == 200
    assert [len(asked.body) for asked in it.asked] == [most]
    assert (too_large.status, too_large.json["code"]) == (413, "body_too_large")
    # A page could not tell it from a failed connection.
    assert too_large.headers["Access-Control-Allow-Origin"] == "*"


def test_the_longest_url_that_the_service_takes_comes_through(start_proxy: StartProxy) -> None:
    target = "/api/v1/counts?site=daily&article=" + "a" * 8_000
    with node() as it:
        assert start_proxy(it.port).get(target).status == 200

    assert it.asked[0].path == target


def test_a_network_that_reads_too_much_is_told_to_wait(start_proxy: StartProxy) -> None:
    with node() as it:
        proxy = start_proxy(it.port, changes={"burst=300": "burst=5", "rate=100r/s": "rate=1r/m"})
        answers = [proxy.get() for _ in range(8)]
        writes = {proxy.send("POST").status for _ in range(8)}

    refused = [answer for answer in answers if answer.status == 429]
    assert {answer.status for answer in answers} == {200, 429}
    assert refused[0].json["code"] == "rate_limited"
    assert refused[0].headers["Retry-After"] == "1"
    assert refused[0].headers["Access-Control-Allow-Origin"] == "*"
    assert writes == {200}


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("198.51.100.1", "198.51.100.2", False),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        # With a line feed among its bytes, which a dot does not match by itself.
        ("2001:db8:a0a:1::1", "2001:db8:a0a:1::2", True),
    ],
)
def test_a_network_is_an_address_or_the_64_of_one(
    start_proxy: StartProxy, first: str, second: str, *, together: bool
) -> None:
    slow = {"burst=300": "burst=1", "rate=100r/s": "rate=1r/m", **BELIEVING}
    with node() as it:
        proxy = start_proxy(it.port, changes=slow)
        one = [proxy.get(X_From=first).status for _ in range(3)]
        other = proxy.get(X_From=second).status

    assert one == [200, 200, 429]
    assert other == (429 if together else 200)
