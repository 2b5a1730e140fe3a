"""Limits over HTTP, on a small app: who is charged, and what for."""

from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from comments_service import config
from comments_service.actions import clock as actions_clock
from comments_service.edge import limits
from tests.edge import small
from tests.storage.counters.stores import Clock

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
FIVE = {"COMMENTS_POSTING_LIMIT": "5 per minute"}
FORGED = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP", "True-Client-IP")


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test counts over midnight, when every network gets another digest."""
    monkeypatch.setattr(actions_clock, "now", lambda: NOON)


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return small.app(tmp_path, **FIVE)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def clock(app: Flask) -> Clock:
    """The time of the app's own counters, to be moved."""
    found: Clock = small.store(app).shared.clock  # type: ignore[attr-defined]  # of the SQLite store
    return found


def post(client: FlaskClient, query: str = "name=post", *, peer: str = "192.0.2.1") -> TestResponse:
    return client.post(f"/charge?{query}", environ_base={"REMOTE_ADDR": peer})


def statuses(client: FlaskClient, queries: list[str], *, peer: str = "192.0.2.1") -> list[int]:
    return [post(client, query, peer=peer).status_code for query in queries]


def test_the_sixth_of_five_is_refused_as_a_problem_that_names_nobody(client: FlaskClient) -> None:
    found = statuses(client, ["name=post"] * 5)

    refused = post(client)

    assert found == [HTTPStatus.OK] * 5
    assert refused.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert refused.mimetype == "application/problem+json"
    problem = refused.get_json()
    assert problem["code"] == "rate_limited"
    assert not {"network", "author", "192.0.2.1"} & set(refused.text.replace('"', " ").split())


def test_a_refused_one_may_try_again_when_the_window_is_over(
    client: FlaskClient, clock: Clock
) -> None:
    statuses(client, ["name=post"] * 5)
    clock.advance(20.5)
    wait = int(post(client).headers["Retry-After"])

    clock.advance(wait - 1)
    assert post(client).status_code == HTTPStatus.TOO_MANY_REQUESTS
    clock.advance(1)
    assert post(client).status_code == HTTPStatus.OK
    assert wait == 40


def test_only_a_refusal_says_retry_after(client: FlaskClient) -> None:
    answers = [post(client) for _ in range(7)]

    assert ["Retry-After" in answer.headers for answer in answers] == [False] * 5 + [True] * 2


def test_charged_answers_say_what_is_left(client: FlaskClient) -> None:
    answers = [post(client) for _ in range(6)]

    assert {answer.headers["RateLimit-Policy"] for answer in answers} == {'"post";q=5;w=60'}
    assert [answer.headers["RateLimit"] for answer in answers] == [
        f'"post";r={left};t=60' for left in (4, 3, 2, 1, 0, 0)
    ]


def test_answers_that_were_not_charged_say_nothing_of_limits(client: FlaskClient) -> None:
    answer = client.get("/read")

    assert not {"RateLimit", "RateLimit-Policy", "Retry-After"} & set(answer.headers.keys())


def test_c096_t06_forged_headers_do_not_escape_the_limit(client: FlaskClient) -> None:
    found = [
        client.post(
            "/charge?name=post",
            headers=dict.fromkeys(FORGED, f"203.0.113.{number}"),
            environ_base={"REMOTE_ADDR": "192.0.2.1"},
        ).status_code
        for number in range(200)
    ]

    assert found == [HTTPStatus.OK] * 5 + [HTTPStatus.TOO_MANY_REQUESTS] * 195


def test_c102_t06_a_thousand_addresses_of_one_network_are_one_client(client: FlaskClient) -> None:
    found = [post(client, peer=f"2001:db8:1:2::{host:x}").status_code for host in range(1000)]

    assert found.count(HTTPStatus.OK) == 5
    assert post(client, peer="2001:db8:1:3::1").status_code == HTTPStatus.OK


def test_c102_a_mapped_address_is_its_ipv4_address(client: FlaskClient) -> None:
    statuses(client, ["name=post"] * 5, peer="192.0.2.1")

    assert post(client, peer="::ffff:192.0.2.1").status_code == HTTPStatus.TOO_MANY_REQUESTS


def test_c104_behind_a_known_proxy_no_client_is_limited_by_others(tmp_path: Path) -> None:
    client = small.app(tmp_path, **FIVE, COMMENTS_TRUSTED_PROXIES="1").test_client()

    found = [
        client.post(
            "/charge?name=post",
            headers={"X-Forwarded-For": f"203.0.113.{number}"},
            environ_base={"REMOTE_ADDR": "10.0.0.5"},
        ).status_code
        for number in range(6)
    ]

    assert found == [HTTPStatus.OK] * 6


def test_an_author_is_counted_over_all_their_networks(client: FlaskClient) -> None:
    found = [
        post(client, "name=post&author=7", peer=f"192.0.2.{host}").status_code for host in range(6)
    ]

    assert found == [HTTPStatus.OK] * 5 + [HTTPStatus.TOO_MANY_REQUESTS]


def test_a_refused_author_costs_their_network_nothing(client: FlaskClient) -> None:
    for host in range(5):
        post(client, "name=post&author=7", peer=f"192.0.2.{host}")
    statuses(client, ["name=post&author=7"] * 10, peer="198.51.100.1")

    found = statuses(client, ["name=post&author=8"] * 6, peer="198.51.100.1")

    assert found == [HTTPStatus.OK] * 5 + [HTTPStatus.TOO_MANY_REQUESTS]


def test_the_tightest_counter_is_told(client: FlaskClient) -> None:
    statuses(client, ["name=post&author=7"] * 2, peer="198.51.100.1")

    answer = post(client, "name=post&author=7")

    assert answer.headers["RateLimit"].startswith('"post";r=2;')


def test_several_rates_hold_at_once_and_are_all_told(tmp_path: Path) -> None:
    rate = "2 per minute; 3 per hour"
    client = small.app(tmp_path, COMMENTS_POSTING_LIMIT=rate).test_client()

    answers = [post(client) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    policy = '"post-60s";q=2;w=60, "post-3600s";q=3;w=3600'
    assert answers[0].headers["RateLimit-Policy"] == policy
    assert answers[0].headers["RateLimit"] == '"post-60s";r=1;t=60, "post-3600s";r=2;t=3600'


def test_refused_input_costs_nothing(client: FlaskClient) -> None:
    refused = statuses(client, ["name=post&fail=1"] * 20)

    assert refused == [HTTPStatus.BAD_REQUEST] * 20
    assert statuses(client, ["name=post"] * 5) == [HTTPStatus.OK] * 5


def test_where_somebody_may_be_guessing_refused_input_counts(client: FlaskClient) -> None:
    found = statuses(client, ["name=sign_in&fail=1"] * 7)

    assert found == [HTTPStatus.BAD_REQUEST] * 5 + [HTTPStatus.TOO_MANY_REQUESTS] * 2


def test_when_a_second_limit_refuses_the_first_is_given_back(client: FlaskClient) -> None:
    statuses(client, ["name=post"] * 5)
    assert post(client, "name=vote&name=post").status_code == HTTPStatus.TOO_MANY_REQUESTS

    answer = post(client, "name=vote")

    assert answer.headers["RateLimit"].startswith('"vote";r=59;')


def test_an_action_that_runs_again_is_charged_once(client: FlaskClient) -> None:
    answer = post(client, "name=post&name=post&name=post")

    assert answer.headers["RateLimit"] == '"post";r=4;t=60'


def test_what_was_given_back_is_not_told_as_spent(client: FlaskClient) -> None:
    answer = post(client, "name=vote&fail=1")

    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "RateLimit" not in answer.headers


def test_a_batch_is_charged_by_its_items_to_its_key_alone(client: FlaskClient) -> None:
    first = post(client, "name=service&key=1&amount=500")
    too_many = post(client, "name=service&key=1&amount=101")

    assert first.headers["RateLimit"] == '"service";r=100;t=60'
    assert too_many.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert statuses(client, ["name=service&key=1&amount=100", "name=service&key=2&amount=500"]) == [
        HTTPStatus.OK,
        HTTPStatus.OK,
    ]


def test_two_apps_on_one_folder_count_together(tmp_path: Path) -> None:
    one, other = (small.app(tmp_path, **FIVE).test_client() for _ in range(2))

    found = statuses(one, ["name=post"] * 3) + statuses(other, ["name=post"] * 3)

    assert found == [HTTPStatus.OK] * 5 + [HTTPStatus.TOO_MANY_REQUESTS]


def test_c099_what_is_left_falls_strictly_over_workers(tmp_path: Path) -> None:
    workers = [small.app(tmp_path, **FIVE).test_client() for _ in range(4)]

    left = [post(workers[number % 4]).headers["RateLimit"] for number in range(5)]

    assert [field.split(";")[1] for field in left] == ["r=4", "r=3", "r=2", "r=1", "r=0"]


def test_c100_posting_goes_on_when_the_counters_cannot_be_reached(
    app: Flask, client: FlaskClient, tmp_path: Path
) -> None:
    (tmp_path / "counters.db").mkdir()

    found = statuses(client, ["name=post"] * 7)

    assert found == [HTTPStatus.OK] * 5 + [HTTPStatus.TOO_MANY_REQUESTS] * 2
    with app.app_context():
        assert limits.degraded()


def test_no_address_is_kept_in_the_counters(client: FlaskClient, tmp_path: Path) -> None:
    post(client, peer="203.0.113.77")
    post(client, peer="2001:db8:77:88::1")

    kept = b"".join(path.read_bytes() for path in tmp_path.glob("counters.db*"))

    assert b"LIMITER/post/network/" in kept
    assert b"203.0.113.77" not in kept
    assert b"2001:db8:77" not in kept


def test_every_limit_can_be_read(tmp_path: Path) -> None:
    made: limits.Limits = small.app(tmp_path).extensions["comments_limits"]

    rates = {name: str(items[0]) for name, items in made.items.items()}

    assert rates["post"] == "10 per 1 minute"
    assert rates["edit"] == "20 per 1 minute"
    assert rates["vote"] == "60 per 1 minute"
    assert rates["report"] == "10 per 1 hour"
    assert rates["guest"] == "10 per 1 hour"
    assert rates["preview"] == "30 per 1 minute"
    assert rates["sign_in"] == "5 per 1 minute"
    assert rates["article"] == "20 per 1 hour"
    assert rates["service"] == "600 per 1 minute"


def test_a_factor_lifts_every_limit_but_that_of_posting(tmp_path: Path) -> None:
    app = small.app(tmp_path, **FIVE, COMMENTS_LIMITS_FACTOR="3")

    found = {
        name: post(app.test_client(), f"name={name}&key=1").headers["RateLimit-Policy"]
        for name in ("post", "edit", "report", "service")
    }

    assert found == {
        "post": '"post";q=5;w=60',
        "edit": '"edit";q=60;w=60',
        "report": '"report";q=30;w=3600',
        "service": '"service";q=1800;w=60',
    }


@pytest.mark.parametrize(
    "rate", ["0 per minute", "-5 per minute", "5 per fortnight", "often", "5 per minute;0/hour"]
)
def test_c172_a_posting_limit_that_means_nothing_is_refused_at_the_start(
    tmp_path: Path, rate: str
) -> None:
    with pytest.raises(config.Misconfigured, match="COMMENTS_POSTING_LIMIT"):
        config.load({"COMMENTS_HOME": str(tmp_path), "COMMENTS_POSTING_LIMIT": rate})


def test_a_limit_larger_than_the_store_can_count_is_none(tmp_path: Path) -> None:
    client = small.app(tmp_path, COMMENTS_POSTING_LIMIT=f"{10**30} per minute").test_client()

    assert statuses(client, ["name=post"] * 3) == [HTTPStatus.OK] * 3
