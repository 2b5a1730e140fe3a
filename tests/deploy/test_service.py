"""The shipped proxy in front of the service itself."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest
from flask import Flask

from comments_service.actions import administering
from tests.deploy.proxy import Proxy, StartProxy
from tests.loud import Loud
from tests.services import api, nginx, ports, waiting
from tests.services.gunicorn import service
from tests.services.nginx import SHIPPED

pytestmark = pytest.mark.slow

THREAD = "site=daily&article=harbour"
PAGE = f"/api/v1/comments?{THREAD}"
FRAGMENT = f"/embed/v1/thread?{THREAD}"
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
SPELLINGS = ("br", "gzip", "", "gzip, br", "br;q=0, gzip", "identity", "gzip;q=0", "br")
# What a takedown may take until nobody sees the comment any more.
SECONDS = 5.0
ARTICLE = (
    "<h1>The harbour</h1><comment-thread>"
    f'<!--# include virtual="/comments?{THREAD}" --></comment-thread>'
)


@pytest.fixture
def node(app: Flask, settings: dict[str, str], tmp_path: Path) -> Iterator[int]:
    with app.app_context():
        administering.create_site("daily", "The Daily", [], {})
    settings |= {"COMMENTS_TRUSTED_PROXIES": "1", "COMMENTS_PAGE_MIN_AGE": "250 ms"}
    with service(settings, tmp_path / "log") as running:
        yield running.port


def post(proxy: Proxy, text: str) -> Any:
    body = {"site": "daily", "article": "harbour", "text": text}
    sent = {"Content-Type": "application/json"}
    answer = proxy.send("POST", "/api/v1/comments", json.dumps(body).encode(), sent)
    assert answer.status == 201, answer
    return answer.json


@pytest.mark.parametrize("path", [PAGE, FRAGMENT])
def test_every_reader_can_read_what_comes(start_proxy: StartProxy, node: int, path: str) -> None:
    proxy = start_proxy(node)
    post(proxy, "Long enough to be packed. " * 40)

    answers = [(one, proxy.get(path, Accept_Encoding=one)) for one in SPELLINGS * 2]

    plain = {UNPACK[answer.headers["Content-Encoding"]](answer.body) for _, answer in answers}
    assert len(plain) == 1
    assert b"Long enough" in plain.pop()
    for written, answer in answers:
        packed = answer.headers["Content-Encoding"]
        assert packed is None or packed in written.split(";q=0")[0] or packed == "gzip"
    assert len({answer.headers["ETag"] for _, answer in answers}) == 3


def test_what_is_private_is_each_readers_own(start_proxy: StartProxy, node: int) -> None:
    proxy = start_proxy(node)
    posted = [post(proxy, f"Number {number}") for number in range(3)]
    seen = [
        proxy.get(f"/api/v1/me?{THREAD}", Authorization=f"Bearer {one['token']}").json["mine"]
        for one in (*posted, *posted)
    ]

    assert [[one["id"] for one in mine] for mine in seen] == [
        [one["comment"]["id"]] for one in (*posted, *posted)
    ]


def test_a_takedown_is_gone_for_all_within_five_seconds(start_proxy: StartProxy, node: int) -> None:
    proxy = start_proxy(node)
    posted = post(proxy, "To be taken down")
    headers = {"Authorization": f"Bearer {posted['token']}"}
    assert b"To be taken down" in proxy.get(PAGE).body
    assert b"To be taken down" in proxy.get(FRAGMENT).body

    gone = proxy.send("DELETE", f"/api/v1/comments/{posted['comment']['id']}", headers=headers)
    assert gone.status == 204

    def shown() -> bool:
        return any(b"taken down" in proxy.get(path).body for path in (PAGE, FRAGMENT))

    assert waiting.lasted(shown, "somebody sees it") < SECONDS


def test_a_new_comment_is_its_authors_at_once_and_everybodys_within_five_seconds(
    start_proxy: StartProxy, node: int
) -> None:
    proxy = start_proxy(node)
    proxy.get(PAGE)

    posted = post(proxy, "News")
    mine = proxy.get(f"/api/v1/me?{THREAD}", Authorization=f"Bearer {posted['token']}").json["mine"]

    assert [one["id"] for one in mine] == [posted["comment"]["id"]]
    assert waiting.lasted(lambda: b"News" not in proxy.get(PAGE).body, "it is missing") < SECONDS


@pytest.mark.parametrize("accepted", ["br, gzip", "gzip", ""])
def test_an_include_puts_readable_comments_into_a_page(
    start_proxy: StartProxy, node: int, tmp_path: Path, accepted: str
) -> None:
    proxy = start_proxy(node)
    post(proxy, "Readable. " * 100)
    # The cache holds what browsers were sent.
    proxy.get(FRAGMENT, Accept_Encoding=accepted)

    with nginx.publisher(proxy.server.port, ARTICLE, tmp_path / "publisher.log") as publisher:
        answer = api.send(publisher.port, "GET", "/", headers={"Accept-Encoding": accepted})

    assert b"<h1>The harbour</h1>" in answer.body
    assert b"Readable. Readable." in answer.body
    assert answer.body.endswith(b"</comment-thread>")


def test_without_the_comments_the_article_comes_all_the_same(loud: Loud, tmp_path: Path) -> None:
    with loud.started("nginx", nginx.publisher(ports.free(), ARTICLE, tmp_path / "log")) as it:
        answer = api.send(it.port, "GET", "/")

    assert (answer.status, answer.body.decode()) == (200, re.sub("<!--.*-->", "", ARTICLE))


DATA = (
    '<script type="application/ld+json">'
    f'<!--# include virtual="/comments-data?{THREAD}" --></script>'
)


def test_an_include_describes_the_thread_to_search_engines(
    start_proxy: StartProxy, node: int, tmp_path: Path
) -> None:
    proxy = start_proxy(node)
    post(proxy, "Said </script> here. " * 40)
    proxy.get(f"/embed/v1/ld?{THREAD}", Accept_Encoding="br")

    with nginx.publisher(proxy.server.port, DATA, tmp_path / "publisher.log") as publisher:
        answer = api.send(publisher.port, "GET", "/", headers={"Accept-Encoding": "br"})

    told = data_of(answer.body)
    assert told["commentCount"] == 1
    assert told["comment"][0]["text"].startswith("Said </script> here.")


def test_without_the_service_the_data_is_an_empty_object(loud: Loud, tmp_path: Path) -> None:
    with loud.started("nginx", nginx.publisher(ports.free(), DATA, tmp_path / "log")) as it:
        answer = api.send(it.port, "GET", "/")

    assert data_of(answer.body) == {}


def data_of(page: bytes) -> Any:
    """Return what a page's only script holds, up to where a browser takes it to end."""
    return json.loads(page.decode().split(">", 1)[1].split("</script", 1)[0])


def test_the_proxy_lets_go_of_a_connection_before_a_node_does() -> None:
    conf = (SHIPPED.parent / "gunicorn.conf.py").read_text()
    said = re.search(r"^keepalive = (\d+)$", conf, re.MULTILINE)
    # gunicorn's own default is 2.
    node_waits = int(said[1]) if said else 2
    idle = re.search(r"keepalive_timeout (\d+)s;", SHIPPED.read_text())

    assert idle is not None
    assert int(idle[1]) < node_waits
