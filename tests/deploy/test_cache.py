"""What the shipped proxy keeps, for how long, and in which form."""

from dataclasses import replace

import pytest

from tests.deploy.node import PUBLIC, Answer, Request, node, public
from tests.deploy.proxy import StartProxy
from tests.services import waiting

pytestmark = pytest.mark.slow  # starts a proxy for each test

SPELLINGS = [
    ("br", "br"),
    ("gzip, deflate, br", "br"),
    ("gzip, deflate, br, zstd", "br"),
    ("gzip;q=0.5, br;q=0.1", "br"),
    ("BR", "br"),
    ("gzip", "gzip"),
    ("gzip,deflate", "gzip"),
    ("gzip, br;q=0", "gzip"),
    ("gzip;q=1.0, br; q=0.000, zstd", "gzip"),
    ("deflate, br;q=0.0,gzip;q=0.8", "gzip"),
    ("identity", ""),
    ("", ""),
    ("*", ""),
    ("brotli, x-gzip, zstd", ""),
    ("gzip;q=0, br;q=0", ""),
]


def lasting(request: Request) -> Answer:
    """Answer as a node does, but for long: no pause of the machine makes it stale meanwhile."""
    answer = public(request)
    kept = {**answer.headers, "Cache-Control": "public, s-maxage=600"}
    return replace(answer, headers=kept)


def told(**headers: str) -> Answer:
    return Answer(200, b"as it was", headers)


def test_many_readers_of_a_page_are_one_request_for_a_node(start_proxy: StartProxy) -> None:
    with node(lasting) as it:
        proxy = start_proxy(it.port)

        answers = {proxy.get("/a?b=c").body for _ in range(5)}

    assert answers == {b"/a?b=c "}
    assert len(it.asked) == 1


def test_each_page_has_three_forms_whatever_clients_write(start_proxy: StartProxy) -> None:
    with node(lasting) as it:
        proxy = start_proxy(it.port)
        answers = [proxy.get(Accept_Encoding=written).body.decode() for written, _ in SPELLINGS]

    assert answers == [f"/a {coding}" for _, coding in SPELLINGS]
    assert sorted(one.coding for one in it.asked) == ["", "br", "gzip"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": "private, no-store"},
        {"Cache-Control": "no-store"},
        {"Cache-Control": "public, max-age=0"},
        {"Cache-Control": PUBLIC, "Set-Cookie": "desk=1"},
        {"Cache-Control": PUBLIC, "Vary": "Origin"},
        {"Cache-Control": PUBLIC, "Vary": "Accept-Encoding, Origin"},
        {},
    ],
)
def test_what_is_not_everybodys_is_not_kept(
    start_proxy: StartProxy, headers: dict[str, str]
) -> None:
    with node(lambda _: told(**headers)) as it:
        proxy = start_proxy(it.port)
        proxy.get()
        proxy.get()

    assert len(it.asked) == 2


@pytest.mark.parametrize("status", [404, 429, 500, 503])
def test_a_refusal_is_not_kept(start_proxy: StartProxy, status: int) -> None:
    with node(lambda _: Answer(status, b"no", {"Cache-Control": "no-store"})) as it:
        proxy = start_proxy(it.port)
        assert [proxy.get().status, proxy.get().status] == [status, status]

    assert len(it.asked) >= 2


@pytest.mark.parametrize("credential", ["Authorization", "Cookie"])
def test_who_shows_a_credential_is_answered_by_a_node_and_leaves_nothing(
    start_proxy: StartProxy, credential: str
) -> None:
    def answer(request: Request) -> Answer:
        body = request.headers.get(credential, "nobody")
        return Answer(200, body.encode(), {"Cache-Control": PUBLIC})

    with node(answer) as it:
        proxy = start_proxy(it.port)
        answers = [
            proxy.get(**headers).body
            for headers in ({credential: "one"}, {}, {credential: "another"}, {})
        ]

    assert answers == [b"one", b"nobody", b"another", b"nobody"]


def test_other_hosts_are_other_pages(start_proxy: StartProxy) -> None:
    def answer(request: Request) -> Answer:
        return Answer(200, request.headers["Host"].encode(), {"Cache-Control": PUBLIC})

    with node(answer) as it:
        proxy = start_proxy(it.port)
        hosts = ["one.example.org", "other.example.org", "one.example.org"]
        answers = [proxy.get(Host=host).body.decode() for host in hosts]

    assert answers == hosts


def test_who_has_a_page_already_is_told_so_without_a_node(start_proxy: StartProxy) -> None:
    with node(lasting) as it:
        proxy = start_proxy(it.port)
        tag = proxy.get(Accept_Encoding="br").headers["ETag"]
        again = proxy.get(Accept_Encoding="br", If_None_Match=tag)
        other = proxy.get(Accept_Encoding="gzip", If_None_Match=tag)

    assert (again.status, again.body) == (304, b"")
    assert other.status == 200
    assert len(it.asked) == 2


def test_what_has_changed_is_seen_when_its_time_is_over_and_not_one_reader_later(
    start_proxy: StartProxy,
) -> None:
    bodies = [b"before"]

    def answer(request: Request) -> Answer:
        return Answer(200, bodies[-1], {"Cache-Control": PUBLIC})

    with node(answer) as it:
        proxy = start_proxy(it.port)
        proxy.get()
        bodies.append(b"after")
        outdated = waiting.lasted(lambda: proxy.get().body == b"before", "the old page is seen")
        states = [line["cache"] for line in proxy.logged(len(it.asked) + 1)]

    # Two seconds, counted in whole ones.
    assert outdated < 3.0
    # A stale page would have been said to be STALE or UPDATING.
    assert set(states) <= {"MISS", "HIT", "EXPIRED"}


def test_a_head_is_answered_from_what_is_kept(start_proxy: StartProxy) -> None:
    with node(lasting) as it:
        proxy = start_proxy(it.port)
        proxy.get()
        answer = proxy.send("HEAD")

    assert (answer.status, answer.body) == (200, b"")
    assert len(it.asked) == 1
