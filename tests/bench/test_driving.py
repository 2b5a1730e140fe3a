"""What drives the servers says what it saw, and whether it may be believed."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.bench import driver, driving
from tests.bench.driving import Failed, Load
from tests.bench.wire import Wire

SUMMARY = """Running 1s test @ http://127.0.0.1:8000/
  1 threads and 16 connections
Requests/sec:   1000.00
"""
TOLD = '{{"requests": {}, "seconds": 2.0, "p50": 1.5, "p99": 4.5, "refused": {}, "broken": {}}}\n'


def test_what_wrk_says_is_read() -> None:
    assert driving.read(SUMMARY + TOLD.format(2_000, 0, 0)) == Load(1_000, 1.5, 4.5)


@pytest.mark.parametrize("counted", [(2_000, 1, 0), (2_000, 0, 1), (0, 0, 0)])
def test_a_run_with_failures_is_no_figure(counted: tuple[int, int, int]) -> None:
    with pytest.raises(Failed, match="requests"):
        driving.read(TOLD.format(*counted))


def test_the_median_is_taken_of_each_figure() -> None:
    loads = [Load(1, 9, 5), Load(3, 7, 4), Load(2, 8, 6)]

    assert driving.median(loads) == Load(2, 8, 5)


def test_servers_have_their_turns() -> None:
    done: list[str] = []

    def work(name: str) -> None:
        done.append(name)

    driving.in_turn({"a": lambda: work("a"), "b": lambda: work("b")}, runs=3)

    assert "".join(done) == "ababab"


def test_a_request_is_whole() -> None:
    sent = driving.post(8_000, "/count", ["/a"]).requests[0]

    assert sent == (
        b"POST /count HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nContent-Type: application/json\r\n"
        b'Content-Length: 6\r\n\r\n["/a"]'
    )


@pytest.mark.parametrize(("status", "refused"), [(200, 0), (304, 0), (404, 4)])
def test_the_stand_in_counts_what_was_refused(status: int, refused: int) -> None:
    with answering(status, b"") as port:
        requests = driving.get(port, ["/"]).requests
        seen = list(driver.answers(port, requests, float("inf"), most=4))

    found = driver.told(seen, 2.0)
    assert (found["requests"], found["refused"]) == (4, refused)
    assert driver.told([(200, 1.0), (200, 3.0), (200, 2.0)], 1.0)["p50"] == 2.0


def test_a_server_may_close_after_each_answer() -> None:
    with answering(200, b"Connection: close\r\n") as port:
        wire = Wire(port)
        assert [wire.ask(b"GET / HTTP/1.1\r\n\r\n") for _ in range(2)] == [(200, b"ok")] * 2
        assert wire.open is None


@contextmanager
def answering(status: int, header: bytes) -> Iterator[int]:
    """Answer every request in the same way, one connection after the other."""
    answer = b"HTTP/1.1 %d X\r\n%sContent-Length: 2\r\n\r\nok" % (status, header)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    while connection.recv(65_536):
                        connection.sendall(answer)
                        if header:
                            break

        thread = threading.Thread(target=serve)
        thread.start()
        yield int(server.getsockname()[1])
        server.shutdown(socket.SHUT_RDWR)
        thread.join()
