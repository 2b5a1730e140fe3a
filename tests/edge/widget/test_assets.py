import base64
import gzip
import hashlib
from collections.abc import Callable

import brotli
import pytest
from flask.testing import FlaskClient

from comments_service import frontend
from tests.edge.widget.conftest import Make, Outline, Page

WRITING = next(name for name in frontend.assets() if name.startswith("write."))


def test_the_script_is_a_module_that_every_page_may_load(client: FlaskClient) -> None:
    response = client.get("/embed/v1/embed.js")

    assert response.mimetype == "text/javascript"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Cache-Control"].startswith("public, max-age=300")


def test_a_part_that_carries_its_hash_is_kept_for_a_year(client: FlaskClient) -> None:
    assert "immutable" in client.get(f"/embed/v1/{WRITING}").headers["Cache-Control"]


def test_a_page_may_pin_one_file_by_its_checksum(client: FlaskClient) -> None:
    pinned = client.get("/embed/v1/embed.json").get_json()

    script = client.get(pinned["src"])

    checksum = base64.b64encode(hashlib.sha384(script.data).digest()).decode()
    assert pinned["integrity"] == f"sha384-{checksum}"
    assert script.headers["Access-Control-Allow-Origin"] == "*"
    assert "immutable" in script.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("coding", "unpack"),
    [("br", brotli.decompress), ("gzip", gzip.decompress), ("identity", bytes)],
)
def test_a_file_is_sent_in_the_coding_that_is_asked_for(
    client: FlaskClient, coding: str, unpack: Callable[[bytes], bytes]
) -> None:
    response = client.get("/embed/v1/embed.js", headers={"Accept-Encoding": coding})
    known = {"Accept-Encoding": coding, "If-None-Match": response.headers["ETag"]}

    assert response.headers.get("Content-Encoding", "identity") == coding
    assert response.headers["Vary"] == "Accept-Encoding"
    assert unpack(response.data) == frontend.asset("embed.js")
    assert client.get("/embed/v1/embed.js", headers=known).status_code == 304


def test_a_page_links_the_style_by_its_hash(page: Page) -> None:
    link = Outline(page.get("/t").text).all("link", rel="stylesheet")[0]

    response = page.client.get(str(link["href"]))

    assert (response.status_code, response.mimetype) == (200, "text/css")
    assert "immutable" in response.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["package.json", "write.00000000.js", "..%2fpackage.json"])
def test_nothing_else_is_served(client: FlaskClient, site: Make, name: str) -> None:
    response = client.get(f"/embed/v1/{name}")

    assert response.status_code == 404
    assert response.headers["Access-Control-Allow-Origin"] == "*"
