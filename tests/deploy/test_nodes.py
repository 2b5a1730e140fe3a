"""What the shipped proxy hands to the nodes, what it keeps from them, what it does without one."""

import socket
import time

import pytest

from tests.deploy.node import Answer, node
from tests.deploy.proxy import StartProxy
from tests.services import ports, waiting

pytestmark = pytest.mark.slow  # starts a proxy for each test

FORGED = {
    "X-Forwarded-For": "203.0.113.9",
    "Forwarded": "for=203.0.113.9",
    "X-Real-IP": "203.0.113.9",
}


def broken(_: object) -> Answer:
    return Answer(None)


def test_a_forged_origin_of_a_request_ends_at_the_proxy(start_proxy: StartProxy) -> None:
    with node() as it:
        proxy = start_proxy(it.port)
        proxy.send("GET", headers=FORGED)
        proxy.send("POST", headers=FORGED)

    for asked in it.asked:
        assert asked.headers.get_all("X-Forwarded-For") == ["127.0.0.1"]
        assert "203.0.113.9" not in str(asked.headers)


@pytest.mark.parametrize("path", ["/metrics", "/readyz", "/metrics?a=b", "/%6detrics"])
def test_what_is_for_the_operator_is_not_shown(start_proxy: StartProxy, path: str) -> None:
    with node() as it:
        assert start_proxy(it.port).get(path).status == 404

    assert it.asked == []


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_read_that_a_node_broke_off_is_repeated(start_proxy: StartProxy, method: str) -> None:
    with node(broken) as bad, node() as good:
        proxy = start_proxy(bad.port, good.port, changes={"fail_timeout=2s": "fail_timeout=1h"})
        answers = [proxy.send(method, f"/{number}").status for number in range(6)]

    assert answers == [200] * 6
    assert len(bad.asked) == 1


@pytest.mark.parametrize("status", [502, 503])
def test_a_read_that_a_node_cannot_answer_is_repeated(start_proxy: StartProxy, status: int) -> None:
    with node(lambda _: Answer(status)) as bad, node() as good:
        proxy = start_proxy(bad.port, good.port)
        assert [proxy.get(f"/{number}").status for number in range(4)] == [200] * 4


@pytest.mark.parametrize("answer", [Answer(None), Answer(502), Answer(503)])
@pytest.mark.parametrize("path", ["/api/v1/comments", "/api/v1/comments/batch"])
def test_a_post_is_never_sent_twice(start_proxy: StartProxy, path: str, answer: Answer) -> None:
    with node(lambda _: answer) as one, node(lambda _: answer) as other:
        got = start_proxy(one.port, other.port).send("POST", path, b"{}")

    assert got.status == (answer.status or 503)
    assert len(one.asked + other.asked) == 1


def test_a_post_that_no_node_has_seen_goes_to_the_other_one(start_proxy: StartProxy) -> None:
    with node() as it:
        proxy = start_proxy(ports.free(), it.port)
        answers = [proxy.send("POST", body=b"{}").status for _ in range(4)]

    assert answers == [200] * 4


def test_a_read_does_not_wait_for_a_node_that_never_answers(start_proxy: StartProxy) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, node() as it:
        proxy = start_proxy(silent.getsockname()[1], it.port)
        began = time.monotonic()
        answers = [proxy.get(f"/{number}").status for number in range(4)]
        took = time.monotonic() - began

    assert answers == [200] * 4
    assert took < 2 * 3


def test_without_any_node_that_is_said_as_a_problem(start_proxy: StartProxy) -> None:
    answer = start_proxy(ports.free()).get()

    assert answer.status == 503
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json["code"] == "unavailable"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Expose-Headers"] == "Retry-After"


def test_a_node_that_comes_back_is_asked_again(start_proxy: StartProxy) -> None:
    answers = [Answer(None)]
    with node(lambda _: answers[-1]) as it, node() as other:
        proxy = start_proxy(it.port, other.port)
        for number in range(4):
            proxy.get(f"/{number}")
        before = len(it.asked)
        answers.append(Answer())

        def asked_again() -> bool:
            proxy.get("/again", Authorization="past the cache")
            return len(it.asked) > before

        waiting.until(asked_again, "the node is asked again")


def test_the_log_holds_neither_queries_nor_addresses_of_readers(start_proxy: StartProxy) -> None:
    with node(lambda asked: Answer(None if "broken" in asked.path else 200)) as it:
        proxy = start_proxy(it.port)
        proxy.get("/t?site=daily&t=a-ticket", Referer="http://a/?a-ticket", User_Agent="a-browser")
        proxy.get("/broken?t=a-ticket")
        # Each process of nginx writes its lines when it likes.
        lines = {line["path"]: line for line in proxy.logged(2)}
        said = proxy.server.log.read_text()

    assert (lines["/t"]["site"], lines["/t"]["status"]) == ("daily", 200)
    assert lines["/broken"]["status"] == 503
    # Tried once more where the first attempt went down a connection that had been kept.
    assert set(lines["/broken"]["node_status"].split(", ")) == {"502"}
    assert "a-ticket" not in said
    assert "a-browser" not in said
    assert "127.0.0.1" not in said.replace(f"127.0.0.1:{it.port}", "")
