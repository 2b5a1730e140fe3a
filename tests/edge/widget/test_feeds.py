"""Feeds as a feed reader takes them: strict about form, and faithful to what is public."""

import re
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from comments_service.domain import text
from comments_service.edge.widget.feeds import feed
from comments_service.storage import comments
from tests.api import Thread, refusal, told
from tests.edge.widget.conftest import Outline
from tests.queries import queries

pytestmark = pytest.mark.slow

ATOM, JSON = "/feeds/atom", "/feeds/json"
FORMS = (ATOM, JSON)
NS = {"a": "http://www.w3.org/2005/Atom", "thr": "http://purl.org/syndication/thread/1.0"}
ONCE = ("a:id", "a:title", "a:updated")
UUID = r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


def ask(
    thread: Thread, form: str, host: str = "comments.example.org", **query: str
) -> TestResponse:
    asked = {**thread.place, **query}
    return thread.api.ask(
        "GET", f"http://{host}{form}", query_string={k: v for k, v in asked.items() if v}
    )


def atom(thread: Thread, **query: str) -> ET.Element:
    answer = ask(thread, ATOM, **query)
    assert answer.mimetype == "application/atom+xml"
    return ET.fromstring(answer.data)  # noqa: S314  # our own


def items(thread: Thread, **query: str) -> list[Any]:
    found: list[Any] = told(ask(thread, JSON, **query), 200)["items"]
    return found


def words(thread: Thread, form: str, **query: str) -> list[str]:
    """Return the texts of a feed's comments, in its order."""
    if form == JSON:
        return [text.plain(one["content_html"]) for one in items(thread, **query)]
    found = atom(thread, **query).findall("a:entry/a:content", NS)
    return [text.plain(one.text or "") for one in found]


def one(place: ET.Element, path: str) -> ET.Element:
    (found,) = place.findall(path, NS)
    return found


def test_an_atom_feed_has_all_that_the_rfc_demands(paper: Thread) -> None:
    paper.reply(paper.write("First"), "Second")

    found = atom(paper)

    entries = found.findall("a:entry", NS)
    assert found.tag == f"{{{NS['a']}}}feed"
    for place in (found, *entries):
        assert [len(place.findall(path, NS)) for path in ONCE] == [1, 1, 1]
        assert re.fullmatch(UUID, one(place, "a:id").text or "")
        assert datetime.fromisoformat(one(place, "a:updated").text or "").utcoffset() is not None
        assert len(place.findall("a:link[@rel='alternate']", NS)) == 1
    assert len({one(entry, "a:id").text for entry in entries}) == len(entries) == 2
    assert all(one(entry, "a:author/a:name").text for entry in entries)
    assert one(found, "a:link[@rel='self']").get("href") == (
        f"http://comments.example.org/feeds/atom?site={paper.site}&article=an-article"
    )
    assert one(found, "a:updated").text == max(
        one(entry, "a:updated").text or "" for entry in entries
    )


def test_a_json_feed_has_all_that_its_version_demands(paper: Thread) -> None:
    paper.write("*First*", author={"name": "Ann"})

    found = told(ask(paper, JSON), 200)

    assert ask(paper, JSON).mimetype == "application/feed+json"
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["title"] == f"Comments on The site {paper.site}"
    assert found["feed_url"].startswith("http://comments.example.org/feeds/json?site=")
    assert found["home_page_url"].startswith("http://comments.example.org/t?site=")
    (item,) = found["items"]
    assert item["content_html"] == "<p><em>First</em></p>"
    assert item["authors"] == [{"name": "Ann"}]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", item["date_published"])
    assert item["url"].startswith("http://comments.example.org/c/")


@pytest.mark.parametrize("form", FORMS)
def test_the_newest_comes_first_and_replies_are_there_too(paper: Thread, form: str) -> None:
    first = paper.write("First")
    paper.write("Second")
    paper.reply(first, "Third")

    assert words(paper, form) == ["Third", "Second", "First"]


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_published_is_not_there_either(paper: Thread, form: str) -> None:
    written = [paper.write(f"It is {status}") for status in ("held", "rejected", "spam", "deleted")]
    for comment, status in zip(written, ("held", "rejected", "spam", "deleted"), strict=True):
        # A tombstone stands in the thread, and yet in no feed.
        paper.reply(comment, "A reply")
        paper.move(comment, status)

    for place in ({}, {"article": ""}):
        assert words(paper, form, **place) == ["A reply"] * 4
        assert "It is" not in ask(paper, form, **place).text


@pytest.mark.parametrize("form", FORMS)
def test_a_sites_feed_is_of_all_its_articles_and_of_no_other_site(paper: Thread, form: str) -> None:
    paper.write("Here")
    paper.of("another").write("There")
    paper.api.site().write("Elsewhere")

    assert words(paper, form, article="") == ["There", "Here"]


def test_an_entry_says_what_it_answers(paper: Thread) -> None:
    first = paper.write("First")
    paper.reply(first, "Second")

    reply, root = atom(paper).findall("a:entry", NS)

    answered = one(reply, "thr:in-reply-to")
    assert answered.get("ref") == one(root, "a:id").text
    assert answered.get("href") == one(root, "a:link").get("href")
    assert root.find("thr:in-reply-to", NS) is None


def test_an_id_lasts_wherever_the_service_moves(paper: Thread) -> None:
    paper.write()

    here, there = (told(ask(paper, JSON, host), 200)["items"][0] for host in ("a.test", "b.test"))

    assert here["id"] == there["id"]
    assert here["url"] != there["url"]


def test_an_article_has_the_id_that_it_had_before_its_first_comment(paper: Thread) -> None:
    before = one(atom(paper), "a:id").text

    paper.write()

    assert one(atom(paper), "a:id").text == before
    assert one(atom(paper.of("another")), "a:id").text != before


def test_an_edit_is_an_update_and_no_new_entry(paper: Thread) -> None:
    written = paper.guest("Before")
    (before,) = items(paper)

    body = {"text": "After", "version": 1}
    told(paper.api.ask("PATCH", f"/comments/{written.id}", token=written.token, json=body), 200)

    (after,) = items(paper)
    assert after["id"] == before["id"]
    assert after["date_published"] == before["date_published"] < after["date_modified"]
    assert words(paper, ATOM) == ["After"]


@pytest.mark.parametrize("form", FORMS)
def test_no_title_or_name_breaks_the_form(paper: Thread, form: str) -> None:
    comment = paper.write("1 < 2 & 3 > 2", author={"name": "<b>Ann</b> & Co"})
    with paper.api.writing():
        found = comments.lock(comment["id"])
        found.article.title = 'The "<![CDATA[" of ]]> & \x01\x0b\x1f\u202e\ufffe'
        found.article.url = "https://news.example.org/?a=1&b=2"
        found.article.version += 1

    for place in ({}, {"article": ""}):
        assert words(paper, form, **place) == ["1 < 2 & 3 > 2"]
    (entry,) = atom(paper).findall("a:entry", NS)
    assert one(entry, "a:title").text == '<b>Ann</b> & Co · The "<![CDATA[" of ]]> & '
    assert one(entry, "a:content").get("type") == "html"


@pytest.mark.parametrize("form", FORMS)
def test_a_feed_holds_so_many_comments_and_no_more(
    paper: Thread, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comments_service.edge.widget.feeds.views.MOST", 2)
    for number in range(3):
        paper.write(f"Number {number}")

    for place in ({}, {"article": ""}):
        assert words(paper, form, **place) == ["Number 2", "Number 1"]


def test_a_feed_of_long_comments_ends_earlier(
    paper: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "MOST_CHARACTERS", 2_500)
    for _ in range(3):
        paper.write("x" * 1_000)

    assert len(items(paper)) == 2


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("article", ["an-article", ""])
def test_an_unchanged_feed_is_not_sent_again(paper: Thread, form: str, article: str) -> None:
    paper.write()
    first = ask(paper, form, article=article)

    again = paper.api.ask(
        "GET", first.request.url, headers={"If-None-Match": first.headers["ETag"]}
    )

    assert (again.status_code, again.data) == (304, b"")
    for answer in (first, again):
        assert answer.headers["Cache-Control"] == (
            "public, max-age=0, s-maxage=2, stale-while-revalidate=3"
        )
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("article", ["an-article", ""])
def test_a_feed_takes_two_statements(paper: Thread, form: str, article: str) -> None:
    for _ in range(3):
        paper.reply(paper.write())

    with queries() as sent:
        ask(paper, form, article=article)

    assert len(sent) == 2, sent


def test_a_kept_feed_is_as_new_as_its_thread(paper: Thread) -> None:
    paper.write("Before")
    ask(paper, ATOM)

    with queries() as sent:
        ask(paper, ATOM)
    paper.write("After")

    assert len(sent) == 1
    assert words(paper, ATOM) == ["After", "Before"]


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_feed_is_a_feed(paper: Thread, form: str) -> None:
    for place in ({}, {"article": ""}):
        assert words(paper, form, **place) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_feed_speaks_the_language_that_is_asked_for(paper: Thread, form: str) -> None:
    assert f"Commentaires sur The site {paper.site}" in ask(paper, form, lang="fr").text


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("query", "status", "code"),
    [({"site": "nowhere"}, 404, "site_unknown"), ({"article": "null"}, 400, "invalid")],
)
def test_a_refusal_is_one_that_programs_read(
    paper: Thread, form: str, query: dict[str, str], status: int, code: str
) -> None:
    answer = ask(paper, form, **query)

    assert refusal(answer, status)[0] == code
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("form", FORMS)
def test_a_page_names_its_feeds(paper: Thread, client: FlaskClient, form: str) -> None:
    comment = paper.write("Named")
    kind = {ATOM: "application/atom+xml", JSON: "application/feed+json"}[form]
    place = "site={site}&article={article}".format(**paper.place)

    for path in (f"/t?{place}", f"/c/{comment['id']}"):
        (link,) = Outline(client.get(path).text).all("link", rel="alternate", type=kind)
        assert "Named" in client.get(str(link["href"])).text
