"""No address is ever stored (t04): in no table, no file beside it, and no line of the log."""

import logging
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import MetaData, select

from comments_service import logs
from comments_service.actions import administering
from comments_service.storage.db import db, snapshot
from comments_service.storage.models import Vote
from tests.api import ORIGIN, Api, Thread, told

pytestmark = pytest.mark.slow

PROXY = "10.20.30.40"
FORGED = "198.51.100.77"
READERS = ("203.0.113.77", "2001:db8:7777:8888:9999:aaaa:bbbb:cccc")
# What a row must not hold of any of them: as it is written, its network, its bytes, its number.
WRITTEN = [*READERS, FORGED, PROXY, "2001:db8:7777:8888"]
PACKED = [ip_address(one).packed for one in READERS]
NUMBERS = [int(ip_address(one)) for one in READERS]


@pytest.fixture
def settings(settings: dict[str, str]) -> dict[str, str]:
    return {**settings, "COMMENTS_TRUSTED_PROXIES": "1"}


def test_t04_whatever_is_done_leaves_no_address(
    app: Flask, settings: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for reader in READERS:
        everything_by(Api(app).site(), {"X-Forwarded-For": f"{FORGED}, {reader}"})

    rows = list(values(app))
    files = b"".join(path.read_bytes() for path in files_of(settings))
    said = "\n".join(map(logs.Line().format, caplog.records))
    # All three would show it: here is something else that was sent along.
    assert any("a canary" in str(value) for value in rows)
    assert b"LIMITER" in files
    assert "/comments/<id:comment_id>/vote" in said
    assert [value for value in rows if holds(value)] == []
    assert [one for one in WRITTEN if one.encode() in files or one in said] == []


def everything_by(thread: Thread, headers: dict[str, str]) -> None:
    """Do whatever a reader can do, and have it done to what they wrote."""
    ask = Asking(thread.api, headers)
    posted = told(ask("POST", "/comments", json={**thread.place, "text": "a canary"}), 201)
    comment, token = f"/comments/{posted['comment']['id']}", posted["token"]
    voted = told(ask("PUT", f"{comment}/vote", json={"value": 1}), 200)
    told(ask("DELETE", f"{comment}/vote", token=voted["token"]), 200)
    told(ask("PUT", f"{comment}/vote", json={"value": -1}), 200)
    told(ask("POST", f"{comment}/reports", json={"reason": "spam"}), 201)
    told(ask("PATCH", comment, json={"text": "changed", "version": 1}, token=token), 200)
    told(ask("POST", "/guests", json={"site": thread.site}), 201)
    told(ask("POST", "/preview", json={"text": "a look"}), 200)
    told(ask("POST", "/comments", json={**thread.place, "text": ""}), 400)
    told(ask("POST", "/comments", json={}, token="cg1.nobody"), 400)
    key = thread.api.key(thread.site, "post", "moderate")
    item = {**thread.place, "text": "sent"}
    told(ask("POST", "/comments/batch", json={"items": [item]}, token=key), 200)
    decision = {"action": "reject", "version": 2}
    told(ask("PUT", f"/moderation{comment}/decision", json=decision, token=key), 200)
    form = {**thread.place, "text": "by form", "name": "", "lang": "en"}
    told(ask("POST", "http://localhost/embed/v1/comments", data=form, origin=ORIGIN), 201)
    with thread.api.app.app_context():
        administering.invite(thread.site, thread.site, "moderator")
        link = {"link": administering.sign_in_token(thread.site)}
    told(ask("POST", "http://localhost/desk/sign-in", data=link, origin="http://localhost"), 303)


class Asking:
    def __init__(self, api: Api, headers: dict[str, str]) -> None:
        self.api, self.headers = api, headers

    def __call__(self, method: str, path: str, *, origin: str | None = None, **more: Any) -> Any:
        sent = {**self.headers, **({"Origin": origin} if origin else {})}
        return self.api.ask(method, path, headers=sent, network=PROXY, **more)


def values(app: Flask) -> Iterator[Any]:
    """Read every value of every table that there is, known to us or not."""
    with app.app_context(), snapshot():
        tables = MetaData()
        tables.reflect(db.session.connection())
        assert set(db.metadata.tables) <= set(tables.tables)
        for table in tables.tables.values():
            for row in db.session.execute(select(table)):
                yield from row
        assert all(db.session.scalars(select(Vote.network)))


def files_of(settings: dict[str, str]) -> list[Path]:
    return [path for path in Path(settings["COMMENTS_HOME"]).rglob("*") if path.is_file()]


def holds(value: Any) -> bool:
    if isinstance(value, bytes):
        return any(form in value for form in PACKED)
    return value in NUMBERS or any(one in str(value) for one in WRITTEN)
