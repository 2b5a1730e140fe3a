"""JSON-LD as a search engine reads it, and as it stands inside somebody's `<script>`."""

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from comments_service.edge.widget import ld
from comments_service.storage import comments
from tests.api import Thread, refusal
from tests.queries import queries

ADDRESS = "https://news.example.org/2026/trams"


def ask(thread: Thread, **query: str) -> TestResponse:
    return thread.api.ask(
        "GET", "http://comments.example.org/embed/v1/ld", query_string={**thread.place, **query}
    )


def described(thread: Thread) -> Any:
    answer = ask(thread)
    assert (answer.status_code, answer.mimetype) == (200, "application/ld+json")
    return json.loads(answer.data)


def title(thread: Thread, comment: Any, said: str | None) -> None:
    with thread.api.writing():
        article = comments.lock(comment["id"]).article
        article.title, article.url = said, ADDRESS
        article.version += 1


def test_an_article_has_its_comments_inside(paper: Thread) -> None:
    first = paper.write("*Where* is the tram?", author={"name": "Ann"})
    paper.reply(first, "It is late.", author={"name": "Bob"})
    title(paper, first, "Night trams")

    found = described(paper)

    (comment,) = found.pop("comment")
    (reply,) = comment.pop("comment")
    assert found == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": ADDRESS,
        "url": ADDRESS,
        "headline": "Night trams",
        "discussionUrl": f"http://comments.example.org/t?site={paper.site}&article=an-article",
        "commentCount": 2,
    }
    assert comment == {
        "@type": "Comment",
        "url": f"http://comments.example.org/c/{first['id']}",
        "text": "Where is the tram?",
        "author": {"@type": "Person", "name": "Ann"},
        "datePublished": first["published_at"],
        "upvoteCount": 0,
        "downvoteCount": 0,
    }
    assert (reply["text"], reply["author"]["name"]) == ("It is late.", "Bob")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", reply["datePublished"])


@pytest.mark.parametrize("hostile", ["</script>", "<!--", "<script>", "]]>", "&"])
def test_nothing_in_it_ends_the_script_that_it_stands_in(paper: Thread, hostile: str) -> None:
    comment = paper.write(f"Look: {hostile}", author={"name": f"A{hostile}"})
    title(paper, comment, f"T {hostile}")

    written = ask(paper).text

    assert not re.search("[<>&]", written)
    assert hostile in described(paper)["comment"][0]["text"]
    assert described(paper)["headline"] == f"T {hostile}"


def test_what_is_not_published_is_not_there_and_its_answers_are(paper: Thread) -> None:
    gone, held = paper.write("Is gone"), paper.write("Is held")
    paper.reply(gone, "Still here")
    paper.move(gone, "deleted")
    paper.move(held, "held")

    found = described(paper)

    assert [one["text"] for one in found["comment"]] == ["Still here"]
    assert found["commentCount"] == 1
    assert not re.search("Is (gone|held)", ask(paper).text)


def test_it_ends_before_it_weighs_too_much(paper: Thread, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ld, "MOST_CHARACTERS", 250)
    for _ in range(3):
        paper.reply(paper.write("x" * 50), "y" * 50)

    assert len(described(paper)["comment"]) == 2


def test_a_thread_that_nobody_has_written_in_is_described_too(paper: Thread) -> None:
    assert described(paper)["comment"] == []
    assert described(paper)["commentCount"] == 0


def test_it_is_kept_for_seconds_and_everybody_may_read_it(paper: Thread) -> None:
    paper.write()
    first = ask(paper)

    again = paper.api.ask(
        "GET", first.request.url, headers={"If-None-Match": first.headers["ETag"]}
    )

    assert again.status_code == 304
    assert first.headers["Cache-Control"].startswith("public, max-age=0, s-maxage=2")
    assert first.headers["Access-Control-Allow-Origin"] == "*"


def test_it_takes_three_statements(paper: Thread) -> None:
    for _ in range(3):
        paper.reply(paper.write())

    with queries() as sent:
        ask(paper)

    assert len(sent) == 3, sent


def test_a_refusal_is_one_that_programs_read(paper: Thread) -> None:
    assert refusal(ask(paper, site="nowhere"), 404)[0] == "site_unknown"


def test_a_page_of_ours_describes_its_thread_once(paper: Thread, client: FlaskClient) -> None:
    comment = paper.write("Hello </script>")
    page = "/t?site={site}&article={article}".format(**paper.place)
    data = re.compile(r'<script type="application/ld\+json">([^<]*)</script>')

    (found,) = data.findall(client.get(page).text)

    assert json.loads(found)["comment"][0]["text"] == "Hello </script>"
    for other in (f"{page}&sort=top", f"{page}&write=1", f"/c/{comment['id']}"):
        assert data.findall(client.get(other).text) == []
