import re
from typing import Any

import pytest

from tests.edge.moderator.desk.browser import Desk
from tests.edge.moderator.world import World

pytestmark = pytest.mark.slow

FORM = {"site": "daily", "reason": "Spam", "rule": "spam", "days": "7"}


def test_an_author_is_banned_from_their_comment_and_told_of(world: World, desk: Desk) -> None:
    posted, token = world.post(author={"name": "Per <i>"})
    offered = desk.get("/desk/bans/new", comment=posted)
    back = f"/desk/comments/{posted}"

    answer = desk.send("/desk/bans", kind="author", comment_id=posted, back=back, **FORM)

    assert "Ban Per &lt;i&gt;" in offered
    assert "(at most 30 days)" in offered
    assert answer.headers["Location"].startswith(back)
    assert desk.said(answer) == "Banned: it holds from now on."
    listed = desk.get("/desk/bans", site="daily")
    assert "Author: Per &lt;i&gt;" in listed
    assert f"/desk/bans/{lifting(listed)}/lift" in listed
    refused = world.edit(posted, token, "Changed")
    assert refused.get_json()["code"] == "banned"


def lifting(page: str) -> str:
    found = re.search(r"/desk/bans/(\d+)/lift", page)
    assert found is not None
    return found[1]


def test_a_ban_is_lifted_and_stays_in_the_list_of_all(world: World, desk: Desk) -> None:
    desk.send("/desk/bans", kind="email_domain", domain="mail.example.org", **FORM)
    number = lifting(desk.get("/desk/bans", site="daily"))

    answer = desk.send(f"/desk/bans/{number}/lift")

    assert desk.said(answer) == "The ban is lifted."
    assert "Nobody is banned here." in desk.get("/desk/bans", site="daily")
    everything = desk.get("/desk/bans", site="daily", which="all")
    assert "mail.example.org" in everything.split("</table>")[0]
    assert "Lifted" in everything


def test_what_is_wrong_is_said_on_a_page(desk: Desk) -> None:
    answer = desk.send("/desk/bans", kind="range", cidr="192.0.2.7/24", **FORM)

    assert answer.status_code == 400
    assert "must be a range of addresses" in answer.text


def test_an_author_without_a_known_network_offers_none(world: World, desk: Desk) -> None:
    body: dict[str, Any] = {"site": "daily", "article": "a", "text": "Hello"}
    body |= {"on_behalf_of": {"subject": "u1", "name": "Ann"}}
    key = world.new_key("daily", "post")
    posted = world.call("POST", "/comments", json=body, key=key).get_json()["comment"]

    offered = desk.get("/desk/bans/new", comment=posted["id"])
    alone = desk.get("/desk/bans/new", author=posted["author"]["id"])

    for page in (offered, alone):
        assert "Ban Ann" in page
        assert 'value="network"' not in page


def test_what_is_of_another_site_is_not_there(world: World, desk: Desk) -> None:
    body = {"site": "weekly", "article": "a", "text": "Hello"}
    posted = world.client.post("/api/v1/comments", json=body).get_json()["comment"]

    queries: list[dict[str, Any]] = [
        {"comment": posted["id"]},
        {"author": posted["author"]["id"]},
        {},
    ]
    for query in queries:
        assert desk.client.get("/desk/bans/new", query_string=query).status_code == 404
    form: dict[str, Any] = {**FORM, "kind": "author", "comment_id": posted["id"]}
    assert desk.send("/desk/bans", **form).status_code == 404
    assert desk.send("/desk/bans", **{**form, "site": "weekly"}).status_code == 404
    assert desk.send("/desk/bans/4711/lift").status_code == 404
