"""Lists of articles: what is talked about most, and named ones; only what a service confirmed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from comments_service.actions import administering, clock
from comments_service.storage import lists
from tests.edge.widget.conftest import Make, Outline
from tests.queries import queries

SLUG = "paper"
Tell = Callable[..., Any]


@pytest.fixture
def tell(app: Flask, client: FlaskClient, site: Make) -> Tell:
    """Post to an article as a service, which says what the article is called and where it is."""
    with app.app_context():
        key = administering.create_key(SLUG, "desk", ["post"])

    def post(article: str, comments: int = 1, days: int = 0, **more: Any) -> list[int]:
        told = {"title": f"About {article}", "url": f"https://paper.example.org/{article}", **more}
        at = (clock.now() - timedelta(days=days, minutes=1)).isoformat()
        items = [
            {"site": SLUG, "article": article, "text": f"No. {number}", "created_at": at, **told}
            for number in range(comments)
        ]
        headers = {"Authorization": f"Bearer {key}"}
        answer = client.post(
            "/api/v1/comments/batch", json={"items": items}, headers=headers
        ).get_json()
        return [one["comment"]["id"] for one in answer["results"]]

    return post


def discussed(client: FlaskClient, **query: object) -> TestResponse:
    return client.get(f"/embed/v1/discussed?{urlencode({'site': SLUG, **query})}")


def related(client: FlaskClient, *articles: str, **query: object) -> TestResponse:
    asked = [("site", SLUG), *query.items(), *(("article", one) for one in articles)]
    return client.get(f"/embed/v1/related?{urlencode(asked)}")


def links(response: TestResponse) -> list[str]:
    assert response.status_code == 200, response.text
    shown = Outline(response.text).all("a")
    return [str(one["href"]).removeprefix("https://paper.example.org/") for one in shown]


def test_what_is_talked_about_most_comes_first(client: FlaskClient, tell: Tell) -> None:
    tell("quiet")
    tell("loud", comments=3)
    tell("old", comments=5, days=8)

    assert links(discussed(client)) == ["loud", "quiet"]
    assert links(discussed(client, days=30)) == ["old", "loud", "quiet"]
    assert links(discussed(client, limit=1)) == ["loud"]


def test_what_was_said_lately_decides_and_not_all_that_was_ever_said(
    client: FlaskClient, tell: Tell
) -> None:
    tell("evergreen", comments=9, days=100)
    tell("evergreen")
    tell("news", comments=2)

    shown = Outline(discussed(client).text)

    assert links(discussed(client)) == ["news", "evergreen"]
    assert "10 comments" in shown.text


def test_named_articles_come_in_the_order_of_their_names(client: FlaskClient, tell: Tell) -> None:
    for article in ("a", "b", "c"):
        tell(article)

    assert links(related(client, "c", "a", "unknown", "c")) == ["c", "a"]


def test_a_list_says_how_many_and_when_the_last_one_came(client: FlaskClient, tell: Tell) -> None:
    ids = tell("a", comments=2)
    moment = client.get(f"/api/v1/comments/{ids[-1]}").get_json()["comment"]["published_at"]

    outline = Outline(related(client, "a").text)

    assert "2 comments" in outline.text
    assert outline.all("time") == [{"datetime": f"{moment[:19]}Z"}]


def test_a_comment_that_is_gone_is_not_counted_and_not_the_last(
    client: FlaskClient, app: Flask, tell: Tell
) -> None:
    first = tell("a", days=2)[0]
    last = tell("a")[0]
    with app.app_context():
        key = administering.create_key(SLUG, "moderator", ["moderate"])
    decided = client.put(
        f"/api/v1/moderation/comments/{last}/decision",
        json={"action": "reject", "reason": "off topic", "version": 1},
        headers={"Authorization": f"Bearer {key}"},
    )
    assert decided.status_code == 200, decided.text
    moment = client.get(f"/api/v1/comments/{first}").get_json()["comment"]["published_at"]

    shown = related(client, "a")

    assert "1 comment<" in shown.text
    assert Outline(shown.text).all("time") == [{"datetime": f"{moment[:19]}Z"}]
    assert discussed(client, days=1).text.count("<li") == 0


def test_what_a_reader_hints_at_is_not_listed(client: FlaskClient, site: Make) -> None:
    hint = {"title": "Buy now", "url": "https://paper.example.org/hinted"}
    posted = client.post(
        "/api/v1/comments", json={"site": SLUG, "article": "hinted", "text": "Hello", **hint}
    )
    assert posted.status_code == 201

    for answer in (discussed(client), related(client, "hinted")):
        assert links(answer) == []
        assert "Buy now" not in answer.text
        assert "No comments yet" in answer.text


def test_a_title_is_plain_text(client: FlaskClient, tell: Tell) -> None:
    tell("a", title="<b>Loud</b> & <script>alert(1)</script>")

    shown = Outline(related(client, "a").text)

    assert "<b>Loud</b> & <script>alert(1)</script>" in shown.text
    assert not shown.all("script")


def test_a_list_is_one_sites_own(client: FlaskClient, tell: Tell) -> None:
    tell("a")

    assert "<li" not in client.get("/embed/v1/discussed?site=other").text
    assert "<li" not in client.get("/embed/v1/related?site=other&article=a").text


def test_a_list_is_in_the_language_that_was_asked_for(client: FlaskClient, tell: Tell) -> None:
    tell("a", comments=3)

    shown = Outline(related(client, "a", lang="ru").text)

    assert shown.all("section")[0]["lang"] == "ru"
    assert "3 комментария" in shown.text


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("discussed?days=7", "site"),
        ("discussed?site=paper&days=0", "days"),
        ("discussed?site=paper&days=366", "days"),
        ("discussed?site=paper&limit=21", "limit"),
        ("related?site=paper", "article"),
        ("related?site=paper&" + "&".join(f"article={one}" for one in range(21)), "article"),
        ("related?site=paper&article=undefined", "article"),
    ],
)
def test_what_could_not_be_listed_is_refused(
    client: FlaskClient, site: Make, asked: str, field: str
) -> None:
    refused = client.get(f"/embed/v1/{asked}")

    assert refused.status_code == 400
    assert field in refused.text


def test_a_list_is_sent_once_to_who_has_it(client: FlaskClient, tell: Tell) -> None:
    tell("a")
    first = discussed(client)

    again = client.get(
        f"/embed/v1/discussed?site={SLUG}&utm_source=mail",
        headers={"If-None-Match": first.headers["ETag"]},
    )

    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Cache-Control"].startswith("public")
    assert first.headers["Access-Control-Allow-Origin"] == "*"


def test_a_list_costs_the_same_however_long_it_is(client: FlaskClient, tell: Tell) -> None:
    for article in ("a", "b", "c"):
        tell(article)

    with queries() as sent:
        discussed(client)
    with queries() as sent_for_named:
        related(client, "a", "b", "c")

    assert (len(sent), len(sent_for_named)) == (3, 2)


def test_no_more_than_the_newest_talk_is_looked_at(
    client: FlaskClient, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "NEWEST", 3)
    tell("before", comments=5, days=1)
    tell("now", comments=2)

    assert links(discussed(client)) == ["now", "before"]
